import type { Agent } from 'node:http';
import type { SecureContextOptions } from 'node:tls';

import type { Endpoint } from './endpoint.ts';
import { http, https } from './node-http.ts';

/** Enough for every parallel read of one question, few enough that API priority and fairness does not queue us. */
const maxSockets = 6;

/**
 * The pool of connections to one server. Connections are kept and TLS sessions resumed.
 * `instead` replaces the endpoint's certificates, where a credential plugin brought its own.
 */
export const agentFor = (endpoint: Endpoint, instead?: SecureContextOptions): Agent => {
  const pool = { keepAlive: true, maxSockets, keepAliveMsecs: 30_000 };
  if (endpoint.server.protocol === 'http:') return new http.Agent(pool);
  return new https.Agent({
    ...pool,
    rejectUnauthorized: !endpoint.insecure,
    ...(endpoint.serverName === null ? {} : { servername: endpoint.serverName }),
    ...(instead ?? (endpoint.secure === null ? {} : { secureContext: endpoint.secure })),
  });
};

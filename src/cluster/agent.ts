import { Agent as PlainAgent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import type { SecureContextOptions } from 'node:tls';

import type { Endpoint } from './endpoint.ts';

/** Enough for every parallel read of one question, few enough that API priority and fairness does not queue us. */
const maxSockets = 10;

/**
 * The pool of connections to one server. Connections are kept and TLS sessions resumed.
 * `instead` replaces the endpoint's certificates, where a credential plugin brought its own.
 */
export const agentFor = (endpoint: Endpoint, instead?: SecureContextOptions): PlainAgent => {
  const pool = { keepAlive: true, maxSockets, keepAliveMsecs: 30_000 };
  if (endpoint.server.protocol === 'http:') return new PlainAgent(pool);
  return new SecureAgent({
    ...pool,
    rejectUnauthorized: !endpoint.insecure,
    ...(endpoint.serverName === null ? {} : { servername: endpoint.serverName }),
    ...(instead ?? (endpoint.secure === null ? {} : { secureContext: endpoint.secure })),
  });
};

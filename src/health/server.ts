import { once } from 'node:events';
import { createServer } from 'node:http';

import { healthListener, type Checks } from './health.ts';

/** Where the health of the bot can be asked. */
export type HealthServer = { url: string; close(): Promise<void> };

/**
 * Serves health on `host` and `port` (0 picks a free one). Rejects where the port is taken.
 * Without a port of its own it listens on loopback alone.
 */
export const serveHealth = async (
  checks: Checks,
  { host, port }: { host: string; port: number },
): Promise<HealthServer> => {
  const server = createServer({ requestTimeout: 5000 }, healthListener(checks));
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${taken}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

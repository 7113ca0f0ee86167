import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';

import type { HTTPReceiver } from '@slack/bolt';
import type { Logger } from 'pino';

import { healthPaths } from '../health/health.ts';
import type { Transport } from './sockets.ts';

export const eventsPath = '/slack/events';
/** https://docs.slack.dev/authentication/verifying-requests-from-slack: five minutes; Bolt looks at the past only. */
const tolerance = 300;

/** Why a request is turned away before its signature is looked at, as a status, or null. */
const refusalOf = (request: IncomingMessage, seconds: number): number | null => {
  const path = (request.url ?? '').split('?')[0];
  if (path !== eventsPath) return 404;
  if (request.method !== 'POST') return 405;
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  const media = type.trim().toLowerCase();
  if (media !== 'application/json' && media !== 'application/x-www-form-urlencoded') return 415;
  // Bolt takes a form for JSON when the type carries a charset.
  request.headers['content-type'] = media;
  const stamp = request.headers['x-slack-request-timestamp'];
  if (typeof stamp !== 'string' || !/^\d{1,12}$/.test(stamp)) return 401;
  return Math.abs(seconds - Number(stamp)) > tolerance ? 401 : null;
};

/**
 * Serves signed requests from Slack on `port` (0 picks one) until stopped, and health beside them: such a bot has one
 * address. Bolt checks the signatures.
 */
export const serveSigned = async (
  receiver: HTTPReceiver,
  options: { port: number; log: Logger; health?: RequestListener | undefined; now?: () => number },
): Promise<Transport & { port: number }> => {
  const { log, now = Date.now } = options;
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    const path = (request.url ?? '').split('?')[0];
    if (options.health !== undefined && healthPaths.some((each) => each === path)) {
      options.health(request, response);
      return;
    }
    const refusal = refusalOf(request, Math.floor(now() / 1000));
    if (refusal === null) {
      receiver.requestListener(request, response);
      return;
    }
    log.warn(
      { status: refusal, from: request.socket.remoteAddress },
      'A request that is not from Slack was refused',
    );
    response.writeHead(refusal, { connection: 'close' }).end();
  });
  server.listen(options.port);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    connected: () => server.listening,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      await closed;
    },
  };
};

import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';

import type { Carrier } from './delivery.ts';
import { createDriver, type Driver } from './driver/driver.ts';
import { createEvents } from './events.ts';
import { complainAboutSource } from './gate.ts';
import { createHttp } from './http.ts';
import type { Inside } from './inside.ts';
import { slackLimits, type WorkspaceLimits } from './limits.ts';
import { createPageLink } from './page-link.ts';
import { createResponseUrls } from './response-urls.ts';
import { defaultSeed, newSecrets, type Seed } from './seed.ts';
import { createSignedHttp } from './signed-http.ts';
import { createSocketMode } from './socket-mode.ts';
import { createState } from './state.ts';
import { createTriggers } from './triggers.ts';

export type WorkspaceOptions = {
  /** 0, the default, takes any free port. */
  port?: number;
  seed?: Partial<Seed>;
  /** Milliseconds since 1970; message times, expiries and rates follow it. */
  clock?: () => number;
  limits?: Partial<WorkspaceLimits>;
  /** Signed HTTP delivery to this address instead of Socket Mode. */
  events?: { requestUrl: string | (() => string) };
};

export type Workspace = {
  /** For a browser; carries the key of this start after `#`, which browsers do not send. */
  pageUrl: string;
  /** What SLACK_API_URL is to be. */
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  driver: Driver;
  close: () => Promise<void>;
};

/**
 * Starts a workspace on loopback that answers as Slack does: Web API, Socket Mode or signed HTTP, and a page for people.
 * Nothing outside this machine can reach it. Rejects where the port is taken.
 */
export async function startWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const seed: Seed = { ...defaultSeed, ...options.seed };
  const limits: WorkspaceLimits = { ...slackLimits, ...options.limits };
  const now = options.clock ?? Date.now;
  const secrets = newSecrets();
  const state = createState(seed, now);
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  const { port } = address;
  const origin = `http://127.0.0.1:${port}`;

  const sockets = createSocketMode(seed.app.id, limits, (connections) => {
    state.connections = connections;
    state.changed({ type: 'connections', count: connections });
  });
  const requestUrl = options.events?.requestUrl;
  const carrier: Carrier =
    requestUrl === undefined
      ? sockets
      : createSignedHttp(
          () => (typeof requestUrl === 'string' ? requestUrl : requestUrl()),
          secrets.signingSecret,
          limits,
          now,
        );
  if (requestUrl !== undefined) state.connections = 1;
  const events = createEvents(seed, state, limits, now, carrier.deliver);
  const inside: Inside = {
    seed,
    state,
    limits,
    now,
    botToken: secrets.botToken,
    appToken: secrets.appToken,
    triggers: createTriggers(now, limits.triggerMs),
    responseUrls: createResponseUrls(() => inside),
    origin: () => origin,
    deliver: carrier.deliver,
    emit: events.emit,
    socketUrl: () => `ws://127.0.0.1:${port}/link/?ticket=${sockets.ticket()}&app_id=${seed.app.id}`,
  };
  const driver = createDriver(inside, sockets);
  const page = createPageLink(inside, driver, secrets.pageKey);

  server.on(
    'request',
    createHttp(inside, () => port),
  );
  server.on('upgrade', (request, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const url = URL.parse(request.url ?? '/', origin);
    const passes = complainAboutSource(request, port) === null;
    if (passes && url?.pathname === '/page' && request.headers.origin !== undefined) {
      page.upgrade(request, socket, head);
    } else if (
      !passes ||
      url?.pathname !== '/link/' ||
      !sockets.upgrade(url.searchParams.get('ticket') ?? '', request, socket, head)
    ) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    }
  });

  return {
    pageUrl: `${origin}/#${secrets.pageKey}`,
    apiUrl: `${origin}/api/`,
    botToken: secrets.botToken,
    appToken: secrets.appToken,
    signingSecret: secrets.signingSecret,
    driver,
    async close() {
      events.close();
      page.close();
      await sockets.close();
      await carrier.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

import type { RequestListener } from 'node:http';

import { App, HTTPReceiver, type webApi } from '@slack/bolt';
import type { Logger } from 'pino';

import type { Chat } from '../ports.ts';
import { boltLog } from './bolt-log.ts';
import { openChat } from './chat.ts';
import type { SlackHandlers } from './handlers.ts';
import { identify, newWebClient, type Identity } from './identity.ts';
import { createInFlight } from './in-flight.ts';
import { listen } from './listeners.ts';
import { eventsPath, serveSigned } from './signed-http.ts';
import { openSockets, type Transport } from './sockets.ts';
import { foreign } from './tenant.ts';

/** How Slack reaches the bot: over connections the bot opens, or with signed requests to a port of its own. */
export type SlackWay =
  | { type: 'socket'; appToken: string }
  | { type: 'http'; signingSecret: string; port: number; health?: RequestListener };

export type SlackOptions = {
  botToken: string;
  way: SlackWay;
  /** Another Slack than slack.com, with its slash at the end. */
  apiUrl?: string;
  log: Logger;
  /** How long the start may take, in milliseconds; 15 s unless told. */
  deadline?: number;
};

export type SlackConnection = {
  /** The port of signed HTTP; null over sockets. */
  port: number | null;
  connected(): boolean;
  /** Takes no more requests, then lets those at hand end, for at most `milliseconds`. */
  stop(milliseconds: number): Promise<void>;
};

export type Slack = {
  identity: Identity;
  chat: Chat;
  open(handlers: SlackHandlers): Promise<SlackConnection>;
};

/**
 * Asks Slack who the bot is and gives the way to talk; `open` then begins to listen.
 * Throws one sentence for the operator when a token is refused or Slack does not answer in time.
 */
export const connectSlack = async (options: SlackOptions): Promise<Slack> => {
  const { botToken, way, apiUrl, log, deadline = 15_000 } = options;
  const logger = boltLog(log);
  const url = apiUrl === undefined ? {} : { slackApiUrl: apiUrl };
  const client: webApi.WebClient = newWebClient(botToken, { ...url, logger });
  const identity = await identify(client, way.type === 'socket' ? way.appToken : null);
  const chat = openChat(client);

  const open = async (handlers: SlackHandlers): Promise<SlackConnection> => {
    const inFlight = createInFlight();
    const receiver = new HTTPReceiver({
      signingSecret: way.type === 'http' ? way.signingSecret : 'unused',
      endpoints: eventsPath,
      logger,
      signatureVerification: true,
    });
    const app = new App({
      receiver,
      authorize: () =>
        Promise.resolve({
          botToken,
          botId: identity.botId,
          botUserId: identity.userId,
          teamId: identity.team,
        }),
      clientOptions: { ...url, timeout: 10_000, retryConfig: { retries: 0 } },
      logger,
    });
    app.error(async (error) => {
      log.error({ err: error }, 'Answering Slack failed');
      return Promise.resolve();
    });
    app.use(async ({ next, body, context, ...args }) => {
      const why = foreign(body, identity);
      if (why === null) {
        await inFlight.track(next());
        return;
      }
      log.warn({ why, retry: context.retryNum }, 'A request of another workspace or app was refused');
      if ('ack' in args && typeof args.ack === 'function') await args.ack();
    });
    listen({ app, handlers, chat, identity, log });
    let transport: Transport;
    let port: number | null = null;
    if (way.type === 'socket') {
      transport = await openSockets(app, { appToken: way.appToken, ...url, deadline, log });
    } else {
      const served = await serveSigned(receiver, { port: way.port, log, health: way.health });
      transport = served;
      port = served.port;
    }
    return {
      port,
      connected: () => transport.connected(),
      async stop(milliseconds) {
        await transport.stop();
        if (!(await inFlight.drain(milliseconds)))
          log.warn('Some requests were still being handled at the end');
      },
    };
  };
  return { identity, chat, open };
};

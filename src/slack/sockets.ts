import { setTimeout as pause } from 'node:timers/promises';

import { type App, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';

import { boltLog } from './bolt-log.ts';

/** Connections to Slack that answer: with one alone the bot is deaf for five seconds whenever Slack renews it. */
const count = 2;
/** A connection that was away for so long is made anew: the client's own tries grow ever rarer. In milliseconds. */
const patience = 60_000;

export type Transport = { connected(): boolean; stop(): Promise<void> };

type Link = { receiver: SocketModeReceiver; started: Promise<unknown>; connected: boolean; since: number };

/** A connection that is ended while it is being opened would stand afterwards, so its opening is awaited, for a second. */
const end = async ({ receiver, started }: Link): Promise<void> => {
  const second = pause(1000, undefined, { ref: false });
  await Promise.race([started.catch(() => undefined), second]);
  await Promise.race([receiver.client.disconnect(), second]);
};

/**
 * Opens Socket Mode connections for `app` and keeps them open. Resolves when the first one stands; throws when none
 * does within `deadline` milliseconds. Slack sends each payload to one of them.
 * The connections get no retry settings: with few retries the client gives up for good after an outage.
 */
export const openSockets = async (
  app: App,
  options: { appToken: string; slackApiUrl?: string; deadline: number; log: Logger },
): Promise<Transport> => {
  const { appToken, slackApiUrl, deadline, log } = options;
  const links: Link[] = [];

  const open = (): Link => {
    const receiver = new SocketModeReceiver({
      appToken,
      logger: boltLog(log),
      installerOptions: { clientOptions: slackApiUrl === undefined ? {} : { slackApiUrl } },
    });
    const link: Link = { receiver, started: Promise.resolve(), connected: false, since: Date.now() };
    const mark = (connected: boolean) => () => {
      if (link.connected !== connected) log.debug({ connected }, 'A connection to Slack changed');
      link.connected = connected;
      link.since = Date.now();
    };
    receiver.client.on('connected', mark(true));
    for (const gone of ['reconnecting', 'disconnecting', 'disconnected', 'close']) {
      receiver.client.on(gone, mark(false));
    }
    receiver.init(app);
    link.started = receiver.start();
    return link;
  };

  links.push(...Array.from({ length: count }, open));
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`Slack did not open a connection within ${deadline / 1000} s`)),
    deadline,
  );
  const stop = async (): Promise<void> => {
    await Promise.allSettled(links.map(end));
  };
  try {
    await Promise.race([Promise.any(links.map(({ started }) => started)), late]);
  } catch (error) {
    await stop();
    const [cause] = error instanceof AggregateError ? error.errors : [error];
    throw new Error(`Slack refuses the connection: ${String(cause)}`, { cause: error });
  } finally {
    clearTimeout(timer);
    late.catch(() => undefined);
  }
  for (const { started } of links) {
    started.catch((error: unknown) =>
      log.warn({ error: String(error) }, 'A connection to Slack did not open'),
    );
  }

  const renew = (): void => {
    for (const [at, link] of links.entries()) {
      if (link.connected || Date.now() - link.since < patience) continue;
      log.warn('A connection to Slack was away for a minute; opening another in its place');
      end(link).catch((error: unknown) => log.debug({ error: String(error) }, 'An old connection'));
      const next = open();
      next.started.catch((error: unknown) =>
        log.warn({ error: String(error) }, 'A connection to Slack did not open'),
      );
      links[at] = next;
    }
  };
  const watch = setInterval(renew, patience / 6);
  watch.unref();

  return {
    connected: () => links.some((link) => link.connected),
    async stop() {
      clearInterval(watch);
      await stop();
    },
  };
};

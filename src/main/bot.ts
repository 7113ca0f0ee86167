import { join } from 'node:path';

import type { Logger } from 'pino';

import { tellFailed } from '../../jobs/failed.ts';
import { runJob } from '../../jobs/index.ts';
import { createLedger } from '../../jobs/ledger.ts';
import { usualPatience, type World } from '../../jobs/world.ts';
import type { Config, ReadConfig } from '../config.ts';
import { watchConfig } from '../config/watch-config.ts';
import { healthListener, type Checks } from '../health/health.ts';
import { serveHealth } from '../health/server.ts';
import { problems } from '../problems.ts';
import { why, whySole } from '../why.ts';
import { openClusters } from './clusters.ts';
import { firstScreen } from './first-screen.ts';
import { bindHandlers } from './handlers.ts';
import { readPasted } from './pasted.ts';
import { openRedis } from './redis.ts';
import { openSlack } from './slack.ts';
import { StartRefused } from './stop-start.ts';

/** Calls answered at one time: each waits for the cluster most of its time. */
const concurrency = 16;
/** How long handlers may take to hand over what they hold when the bot ends, in milliseconds. */
const handOverGrace = 1500;

/** A running bot. `close` takes no more requests, lets those at hand end, and closes everything. */
export type Bot = { screen: string; close(): Promise<void> };

const listenForHealth = async (checks: Checks, port: number | null) => {
  const place = port === null ? { host: '127.0.0.1', port: 0 } : { host: '0.0.0.0', port };
  try {
    return await serveHealth(checks, place);
  } catch (error) {
    throw new StartRefused(1, [`The health port ${place.port} cannot be used: ${String(error)}`], error);
  }
};

/**
 * Puts the bot together and starts it. `read` reads the configuration anew when its file changes; `onDeaf` is told when
 * no more calls are taken from the queue. Throws `StartRefused` with lines for the operator.
 */
export const startBot = async (
  config: Config,
  read: () => ReadConfig,
  log: Logger,
  onDeaf: () => void,
): Promise<Bot> => {
  const { command, dataFolder, port } = config;
  let channels = config.channels;
  let ending = false;
  const checks: Record<string, Checks[string]> = {
    running: () => (ending ? { ok: false, why: 'is ending' } : { ok: true }),
    slack: () => ({ ok: false, why: 'is not connected yet' }),
  };
  const health = healthListener(checks);
  const [redis, firstClusters, side] = await Promise.all([
    openRedis({ url: config.redisUrl, dataFolder, onDeaf }, log),
    openClusters(config),
    openSlack({ settings: config.slack, apiUrl: config.slackApiUrl, port, command, health }, log),
  ]);
  let clusters = firstClusters;
  const { queue, store } = redis;
  const { slack } = side;

  const world: World = {
    clusters: (name) => clusters.find(name),
    why,
    problems,
    pasted: readPasted,
    whySole: (cluster, now) => whySole(cluster, null, now),
    chat: slack.chat,
    store,
    ledger: createLedger(store, log),
    now: () => new Date(),
    log,
    command,
    patience: usualPatience,
  };
  queue.work({
    run: (call, attempt) => runJob(call, world, attempt),
    onFailed: (call, error) => tellFailed(call, error, world),
    concurrency,
  });
  const handlers = bindHandlers({
    enqueue: queue.enqueue,
    store,
    settings: (channel) => {
      const { answers = null, namespace = null, cluster = null } = channels[channel] ?? {};
      return { answers: answers ?? 'open', namespace, cluster };
    },
    command,
    clusters: () => clusters.names,
    now: () => new Date(),
    log,
  });
  const connection = await slack.open(handlers).catch((error: unknown) => {
    throw new StartRefused(1, [error instanceof Error ? error.message : String(error)], error);
  });
  checks['slack'] = () =>
    connection.connected() ? { ok: true } : { ok: false, why: 'no connection to Slack' };
  checks['queue'] = () => queue.ready();
  const healthServer = await listenForHealth(checks, side.way === 'http' ? null : port);

  const takeUp = async (next: Config): Promise<void> => {
    channels = next.channels;
    try {
      const opened = await openClusters(next);
      const before = clusters;
      clusters = opened;
      await before.close();
    } catch (error) {
      if (!(error instanceof StartRefused)) throw error;
      log.error({ complaints: error.lines }, 'The clusters of the changed configuration cannot be used');
    }
  };
  const watching = watchConfig({
    config,
    read,
    log,
    onChange: (next) => void takeUp(next),
  });

  return {
    screen: firstScreen({
      slack:
        side.page === null
          ? { team: slack.identity.teamName, way: side.way, port: connection.port }
          : { page: side.page },
      clusters,
      redis: { private: redis.private, folder: join(dataFolder, 'redis') },
      health: healthServer.url,
      command,
    }),
    async close() {
      ending = true;
      watching.close();
      await connection.stop(handOverGrace);
      await redis.close();
      await Promise.all([side.close(), clusters.close(), healthServer.close()]);
    },
  };
};

import { join } from 'node:path';

import type { Logger } from 'pino';

import type { Store } from '../ports.ts';
import type { RedisAddress } from '../queue/connections.ts';
import type { Queue } from '../queue/queue.ts';
import { StartRefused } from './stop-start.ts';

/** Everything that lives in Redis. */
export type RedisSide = { queue: Queue; store: Store; private: boolean; close(): Promise<void> };

/** How long a Redis of one's own may take to say that it is fit, in milliseconds; it need not be there at the start. */
const patience = 1500;

const privateAddress = async (
  dataFolder: string,
  log: Logger,
): Promise<{ address: RedisAddress; close: () => Promise<void> }> => {
  const { startPrivateRedis } = await import('../queue/private-redis.ts');
  try {
    const redis = await startPrivateRedis({ folder: join(dataFolder, 'redis'), log });
    return { address: { socket: redis.socket }, close: () => redis.close() };
  } catch (error) {
    throw new StartRefused(1, [error instanceof Error ? error.message : String(error)], error);
  }
};

/**
 * Opens the queue and the store on the Redis at `url`, or on a private one in the data folder.
 * A Redis that is away is waited for; one that would lose requests throws `StartRefused`.
 */
export const openRedis = async (
  { url, dataFolder, onDeaf }: { url: string | null; dataFolder: string; onDeaf: () => void },
  log: Logger,
): Promise<RedisSide> => {
  const own = url === null ? await privateAddress(dataFolder, log) : null;
  const address: RedisAddress = own?.address ?? { url: url ?? '' };
  const [{ openQueue }, { producerConnection }, { checkRedis }, { within }, { openStore }] =
    await Promise.all([
      import('../queue/queue.ts'),
      import('../queue/connections.ts'),
      import('../queue/check-redis.ts'),
      import('../queue/deadline.ts'),
      import('../store/redis-store.ts'),
    ]);
  const connection = producerConnection(address, log);
  if (own === null) {
    const { promise, resolve } = Promise.withResolvers<void>();
    connection.once('ready', resolve);
    const verdict = await within(
      patience,
      promise.then(() => checkRedis(connection)),
      () => null,
    ).catch(() => null);
    if (verdict === null) log.warn('Redis does not answer yet; requests are refused until it does');
    else if (!verdict.ok) {
      connection.disconnect();
      throw new StartRefused(1, [verdict.complaint]);
    }
  }
  const queue = openQueue({ address, log, onDeaf });
  return {
    queue,
    store: openStore(connection),
    private: own !== null,
    async close() {
      await queue.close();
      connection.disconnect();
      await own?.close();
    },
  };
};

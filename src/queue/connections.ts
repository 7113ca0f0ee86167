import { type CommonRedisOptions, Redis } from 'ioredis';
import type { Logger } from 'pino';

/** Where Redis is: an address (`redis://`, `rediss://`, `unix://`) or the path of a Unix socket. */
export type RedisAddress = { url: string } | { socket: string };

/** `replyMapping` would change the type of the client. */
type Options = Omit<CommonRedisOptions, 'replyMapping'>;

/**
 * A connection for those who hand work over: it fails at once instead of collecting commands while Redis is away,
 * so that the asker can be told. A command that got no answer is tried once more, and given up after 1.5 s.
 */
export function producerConnection(address: RedisAddress, log: Logger): Redis {
  return connect(address, log, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 1500,
  });
}

/**
 * A connection for those who take work: it waits for Redis as long as it takes.
 * BullMQ requires `maxRetriesPerRequest: null` here, https://docs.bullmq.io/guide/connections
 */
export function workerConnection(address: RedisAddress, log: Logger): Redis {
  return connect(address, log, { maxRetriesPerRequest: null });
}

function connect(address: RedisAddress, log: Logger, options: Options): Redis {
  const both: Options = { ...options, connectionName: 'kubewhy', retryStrategy };
  const redis = 'socket' in address ? new Redis({ ...both, path: address.socket }) : atUrl(address.url, both);
  let away = false;
  redis.on('error', (error: Error) => {
    if (away) return;
    away = true;
    log.warn({ error: error.message }, 'Redis cannot be reached; trying again until it answers');
  });
  redis.on('ready', () => {
    if (away) log.info('Redis answers again');
    away = false;
  });
  return redis;
}

function atUrl(url: string, options: Options): Redis {
  return url.startsWith('unix://')
    ? new Redis({ ...options, path: url.slice('unix://'.length) })
    : new Redis(url, options);
}

/** 50 ms, doubling to 1 s, with jitter: a restarted Redis is found within about a second. */
function retryStrategy(times: number): number {
  const longest = Math.min(50 * 2 ** Math.min(times, 10), 1000);
  return longest / 2 + (Math.random() * longest) / 2;
}

/** Resolves once the connection answers; rejects when it was ended for good, or when `signal` is aborted before. */
export async function whenReady(redis: Redis, signal?: AbortSignal): Promise<void> {
  if (redis.status === 'ready') return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const end = (): void => reject(new Error('The connection to Redis was closed'));
  redis.once('ready', resolve);
  redis.once('end', end);
  signal?.addEventListener('abort', end, { once: true });
  try {
    await promise;
  } finally {
    redis.off('ready', resolve);
    redis.off('end', end);
    signal?.removeEventListener('abort', end);
  }
}

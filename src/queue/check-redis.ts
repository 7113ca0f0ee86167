import type { Redis } from 'ioredis';

export type RedisVerdict = { ok: true; version: string } | { ok: false; complaint: string };

/**
 * Says whether this Redis may hold the queue. One that evicts keys may not: under memory pressure it acknowledges jobs
 * and then drops them unseen. https://docs.bullmq.io/guide/going-to-production#max-memory-policy
 * Throws when Redis cannot be asked.
 */
export async function checkRedis(redis: Redis): Promise<RedisVerdict> {
  const server = await redis.info('server');
  const version = line(server, 'valkey_version') ?? line(server, 'redis_version') ?? 'unknown';
  const policy = await evictionPolicy(redis);
  if (policy === 'noeviction') return { ok: true, version };
  if (policy === null)
    return {
      ok: false,
      complaint:
        'This Redis does not tell its maxmemory-policy, and with any but noeviction it may drop requests unseen. ' +
        'Allow CONFIG GET or INFO memory to the user in REDIS_URL.',
    };
  return {
    ok: false,
    complaint:
      `This Redis has maxmemory-policy ${policy}: when its memory is full it drops requests unseen. ` +
      'Set it with `redis-cli CONFIG SET maxmemory-policy noeviction` and keep it with the line ' +
      '`maxmemory-policy noeviction` in redis.conf; a managed Redis has it among its parameters.',
  };
}

/** CONFIG is closed on managed servers; INFO carries the same value there. */
async function evictionPolicy(redis: Redis): Promise<string | null> {
  try {
    const reply: unknown = await redis.config('GET', 'maxmemory-policy');
    if (Array.isArray(reply) && typeof reply[1] === 'string') return reply[1];
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  return line(await redis.info('memory'), 'maxmemory_policy');
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && /unknown command|NOPERM|not allowed|disabled/i.test(error.message);
}

function line(info: string, name: string): string | null {
  return new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? null;
}

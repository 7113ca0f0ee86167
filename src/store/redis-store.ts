import { randomUUID } from 'node:crypto';

import type { Redis } from 'ioredis';

import type { Store } from '../ports.ts';

/** Beside the queue's keys, in the same slot of a Redis Cluster. */
const PREFIX = '{kubewhy}:store:';

/**
 * Keeps small values in Redis. Throws when Redis does not answer within the connection's own limits, and when a time to
 * live is not a positive whole number of seconds.
 */
export function openStore(redis: Redis): Store {
  return {
    async put(key, value, seconds) {
      await redis.set(PREFIX + key, JSON.stringify(value ?? null), 'EX', seconds);
    },
    async read(key) {
      const text = await redis.get(PREFIX + key);
      return text === null ? null : (JSON.parse(text) as unknown);
    },
    async claim(key, seconds) {
      const token = randomUUID();
      if ((await redis.set(PREFIX + key, token, 'EX', seconds, 'NX')) === 'OK') return true;
      // ioredis sends a command again whose reply was lost with the connection: then the claim is already this one.
      return (await redis.get(PREFIX + key)) === token;
    },
  };
}

import { type JobsOptions, Queue as BullQueue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';

import type { Call, Enqueue, Enqueued } from '../calls.ts';
import { whenReady } from './connections.ts';
import { within } from './deadline.ts';
import { CANARY, PREFIX, QUEUE_NAME } from './names.ts';

/** Slack wants its acknowledgement within 3 s; this leaves room for the rest of the way. */
const DEADLINE = 800;
/** Calls on their way to Redis at one time; more are told to come again. */
const PENDING_LIMIT = 200;

/** Tries for one call. The waits between them are 0.5 to 1 s and 1 to 2 s: all fit into the promised 15 s. */
export const ATTEMPTS = 3;
const JOB_OPTIONS: JobsOptions = {
  attempts: ATTEMPTS,
  backoff: { type: 'exponential', delay: 1000, jitter: 0.5 },
  removeOnComplete: { age: 3600, count: 1000 },
  removeOnFail: { age: 7 * 24 * 3600 },
};

export type Producer = {
  enqueue: Enqueue;
  /** Puts the watchdog's job in front of all others. False when the one before is still lying there. */
  canary(id: string): Promise<boolean>;
  close(): Promise<void>;
};

/** The way into the queue. `redis` is a producer connection, which the caller closes. */
export function openProducer(redis: Redis, log: Logger): Producer {
  redis.setMaxListeners(PENDING_LIMIT + 20);
  let opening: Promise<BullQueue> | null = null;
  let pending = 0;

  /** BullMQ gives a queue up for good when its first words with Redis fail, so a new one is made then. */
  function queue(): Promise<BullQueue> {
    opening ??= openBullQueue(redis, log).catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  }

  /** `expired` is asked just before the call is handed over: nothing is run whose asker was told to try again. */
  async function add(call: Call, expired: AbortSignal): Promise<Enqueued> {
    await whenReady(redis, expired);
    const bull = await queue();
    if (expired.aborted) return unavailable();
    await bull.add(call.name, call, { ...JOB_OPTIONS, jobId: call.id });
    return { ok: true };
  }

  // Opened before the first call, whose asker is waiting.
  whenReady(redis)
    .then(queue)
    .catch((error: unknown) => log.debug({ error: String(error) }, 'The queue could not be opened yet'));

  return {
    async enqueue(call) {
      if (pending >= PENDING_LIMIT) return full('Too many requests are waiting for Redis');
      pending += 1;
      const expiry = new AbortController();
      const added = add(call, expiry.signal)
        .catch((error: unknown) => refused(error, call, log))
        .finally(() => (pending -= 1));
      return within(DEADLINE, added, () => {
        expiry.abort();
        log.warn({ call: call.id }, 'The queue did not take a call in time');
        return unavailable();
      });
    },
    async canary(id) {
      const bull = await queue();
      if ((await bull.getJob(id)) !== undefined) return false;
      await bull.add(CANARY, {}, { jobId: id, lifo: true, removeOnComplete: true, removeOnFail: true });
      return true;
    },
    async close() {
      const bull = await opening?.catch(() => null);
      await bull?.close();
    },
  };
}

async function openBullQueue(redis: Redis, log: Logger): Promise<BullQueue> {
  const bull = new BullQueue(QUEUE_NAME, { connection: redis, prefix: PREFIX });
  bull.on('error', (error) => log.debug({ error: error.message }, 'The queue reports an error'));
  try {
    await bull.waitUntilReady();
    return bull;
  } catch (error) {
    await bull.close();
    throw error;
  }
}

function refused(error: unknown, call: Call, log: Logger): Enqueued {
  const message = error instanceof Error ? error.message : String(error);
  log.warn({ call: call.id, error: message }, 'The queue refused a call');
  return message.includes('OOM ') ? full('The memory of Redis is full') : unavailable();
}

function full(why: string): Enqueued {
  return { ok: false, reason: 'full', message: `${why}. Nothing was started; try again in a minute.` };
}

function unavailable(): Enqueued {
  return {
    ok: false,
    reason: 'unavailable',
    message: 'The queue (Redis) does not answer, so the request was not taken. Try again in a minute.',
  };
}

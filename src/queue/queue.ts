import { randomUUID } from 'node:crypto';

import type { Logger } from 'pino';

import type { Enqueue } from '../calls.ts';
import { producerConnection, type RedisAddress, workerConnection } from './connections.ts';
import { type Consumer, startConsumer, type Work } from './consumer.ts';
import { within } from './deadline.ts';
import { openProducer } from './producer.ts';
import { type Sign, watch, type WatchdogTimes } from './watchdog.ts';

/** Time for the jobs at hand when the bot is asked to end; the whole of `close` takes at most 2 s more. */
const CLOSE_DEADLINE = 8000;
const PING_DEADLINE = 1000;
const WATCHDOG: WatchdogTimes = { every: 15_000, deaf: 60_000 };

export type QueueOptions = {
  address: RedisAddress;
  log: Logger;
  /** Told when a second worker is as deaf as the first: ending the process is what is left. */
  onDeaf?: () => void;
  watchdog?: WatchdogTimes;
};

export type Queue = {
  /** Hands a call over. Answers within 0.8 s, also when Redis was never there. The same id twice is one job. */
  enqueue: Enqueue;
  /** Begins to take calls; at most once. */
  work(work: Work): void;
  /** Whether Redis answers and calls are taken; if not, why. */
  ready(): Promise<{ ok: true } | { ok: false; why: string }>;
  /** Ends within 10 s, also with Redis away. Calls not yet done stay in the queue for the next start. */
  close(): Promise<void>;
};

/**
 * Opens the queue of calls on Redis. Does not wait for Redis: it is found whenever it comes.
 * A call is run at least once, tried three times, and taken over within about 10 s when its process dies.
 */
export function openQueue({ address, log, onDeaf, watchdog = WATCHDOG }: QueueOptions): Queue {
  const toAdd = producerConnection(address, log);
  const toTake = workerConnection(address, log);
  const producer = openProducer(toAdd, log);
  const closing = new AbortController();
  let consumer: Consumer | null = null;

  const answers = (): Promise<boolean> =>
    within(
      PING_DEADLINE,
      toAdd.ping().then(
        () => true,
        () => false,
      ),
      () => false,
    );

  let replaced = false;
  const canary = `canary-${randomUUID()}`;
  async function signOfLife(): Promise<Sign> {
    if (!(await answers())) return 'unreachable';
    try {
      if (!(await within(PING_DEADLINE, producer.canary(canary), () => true))) return 'silent';
      replaced = false;
      return 'alive';
    } catch {
      return 'unreachable';
    }
  }

  async function replaceWorker(): Promise<void> {
    if (replaced) onDeaf?.();
    replaced = true;
    await consumer?.replace();
  }

  return {
    enqueue: producer.enqueue,
    work(work) {
      if (consumer !== null) throw new Error('This queue has its worker already');
      consumer = startConsumer(toTake, work, log);
      watch(signOfLife, replaceWorker, watchdog, closing.signal, log).catch((error: unknown) =>
        log.error({ error: String(error) }, 'The watchdog of the queue ended'),
      );
    },
    async ready() {
      if (!(await answers())) return { ok: false, why: 'Redis does not answer' };
      if (consumer?.running() !== true) return { ok: false, why: 'No calls are taken from the queue' };
      return { ok: true };
    },
    async close() {
      closing.abort();
      await consumer?.close(CLOSE_DEADLINE);
      await within(500, producer.close(), () => undefined);
      toAdd.disconnect();
      toTake.disconnect();
    },
  };
}

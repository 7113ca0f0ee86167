import { type Job, UnrecoverableError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';

import type { Call } from '../calls.ts';
import { pause, within } from './deadline.ts';
import { CANARY, PREFIX, QUEUE_NAME } from './names.ts';
import { readCall } from './payload.ts';
import { ATTEMPTS } from './producer.ts';

/**
 * A job whose process died is free when its lock has run out and somebody looks: 8 s + 2 s at worst.
 * A process that stands still for less than 4 s keeps its jobs (locks are renewed at half their time).
 */
const LOCK = 8000;
const LOOK_FOR_STALLED = 2000;
/** A call that was begun this often and never ended takes the process down with it; it is failed and told. */
const STARTS_LIMIT = 20;
/** A worker that could not begin is made anew after this. */
const AGAIN = 1000;

/** `number` counts failures of this call from 1; `signal` is aborted when somebody else may have taken it over. */
export type Attempt = { number: number; last: boolean; signal: AbortSignal };

/** Does the work of one call; throwing has it tried again. A call may be run more than once: effects are idempotent. */
export type Run = (call: Call, attempt: Attempt) => Promise<void>;

/** Told once no further attempt follows; it may be told again if the process dies while it is being told. */
export type OnFailed = (call: Call, error: unknown) => Promise<void>;

export type Work = { run: Run; onFailed: OnFailed; concurrency: number };

export type Consumer = {
  running(): boolean;
  /** Puts a new worker in the place of one that takes no jobs. */
  replace(): Promise<void>;
  /** Lets the jobs at hand end; whatever has not ended after `milliseconds` is left to the next worker. */
  close(milliseconds: number): Promise<void>;
};

/** Takes calls from the queue. `redis` is a worker connection, which the caller closes. */
export function startConsumer(redis: Redis, work: Work, log: Logger): Consumer {
  const closing = new AbortController();
  let worker: Worker | null = null;

  async function keepWorking(): Promise<void> {
    while (!closing.signal.aborted) {
      const current = newWorker(redis, work, log);
      worker = current;
      try {
        await current.waitUntilReady();
        await current.run();
      } catch (error) {
        log.warn({ error: String(error) }, 'A worker could not begin; making a new one');
      }
      if (closing.signal.aborted) return;
      await discard(current);
      await pause(AGAIN, closing.signal);
    }
  }
  const done = keepWorking();
  done.catch((error: unknown) => log.error({ error: String(error) }, 'No more jobs are taken'));

  return {
    running: () => worker?.isRunning() === true && redis.status === 'ready',
    async replace() {
      if (worker !== null) await discard(worker);
    },
    async close(milliseconds) {
      closing.abort();
      if (worker === null) return;
      // With Redis away a graceful close never ends, https://github.com/taskforcesh/bullmq/issues/4656
      if (redis.status === 'ready') await within(milliseconds, worker.close(), () => undefined);
      await discard(worker);
    },
  };
}

/** `close(true)` after a hanging `close()` only joins it, so the connections are ended underneath as well. */
async function discard(worker: Worker): Promise<void> {
  const ended = Promise.all([worker.close(true), worker.getBackend().close(true)]);
  await within(
    1000,
    ended.then(() => undefined),
    () => undefined,
  );
}

function newWorker(redis: Redis, work: Work, log: Logger): Worker {
  const worker = new Worker(QUEUE_NAME, (job, _token, signal) => perform(job, signal, work, log), {
    connection: redis,
    prefix: PREFIX,
    autorun: false,
    concurrency: work.concurrency,
    lockDuration: LOCK,
    stalledInterval: LOOK_FOR_STALLED,
    maxStalledCount: STARTS_LIMIT * 2,
    runRetryDelay: AGAIN,
  });
  worker.on('error', (error) => log.debug({ error: error.message }, 'The worker reports an error'));
  worker.on('lockRenewalFailed', (ids: string[]) => {
    for (const id of ids) worker.cancelJob(id, 'Another worker may have taken this call over');
  });
  worker.on('stalled', (id) =>
    log.warn({ call: id }, 'A call was left behind by its worker and is run again'),
  );
  return worker;
}

async function perform(job: Job, signal: AbortSignal | undefined, work: Work, log: Logger): Promise<void> {
  if (job.name === CANARY) return;
  const read = readCall(job.data);
  if (!read.ok) {
    log.error({ job: job.id, why: read.why }, 'A job in the queue is not a call; it is left failed');
    throw new UnrecoverableError(`Not a call: ${read.why}`);
  }
  const { call } = read;
  if (job.attemptsStarted > STARTS_LIMIT) {
    const error = new UnrecoverableError(
      `Begun ${STARTS_LIMIT} times, and each time the process ended before it did`,
    );
    await giveUp(call, error, work, log);
    throw error;
  }
  const number = job.attemptsMade + 1;
  const attempt: Attempt = {
    number,
    last: number >= ATTEMPTS,
    signal: signal ?? new AbortController().signal,
  };
  log.debug(
    { call: call.id, job: call.name, number, age: Date.now() - Date.parse(call.askedAt) },
    'Call begun',
  );
  try {
    await work.run(call, attempt);
  } catch (error) {
    log.warn({ call: call.id, job: call.name, number, error: String(error) }, 'A call failed');
    if (attempt.last) await giveUp(call, error, work, log);
    throw Error.isError(error) ? error : new Error(String(error));
  }
}

async function giveUp(call: Call, error: unknown, work: Work, log: Logger): Promise<void> {
  try {
    await work.onFailed(call, error);
  } catch (second) {
    log.error({ call: call.id, error: String(second) }, 'The asker could not be told that the call failed');
  }
}

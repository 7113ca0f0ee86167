import { setTimeout as pause } from 'node:timers/promises';

import type { ChatRefusal } from '../ports.ts';
import { failureOf } from './refusals.ts';

/** Tries of one call that Slack answered with an error of its own. */
const tries = 3;
/** The longest that one call waits for its channel's rate limit, in seconds. */
const patience = 90;

/** Does the work of one lane in the order in which it was handed in. */
export type Lanes = <T>(lane: string, work: () => Promise<T>) => Promise<T | ChatRefusal>;

/** One piece of work with its repetitions: it keeps its place in the lane until it is done or given up. */
const insist = async <T>(work: () => Promise<T>): Promise<T | ChatRefusal> => {
  let waited = 0;
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      const failure = failureOf(error);
      if (failure.type === 'refused') return failure.refusal;
      if (failure.type === 'wait' && waited + failure.seconds <= patience) {
        waited += failure.seconds;
        tried -= 1;
        await pause(failure.seconds * 1000 + 50);
        continue;
      }
      if (failure.type !== 'again' || tried >= tries) throw error;
      await pause(200 * 2 ** tried);
    }
  }
};

/**
 * Lanes for the calls to Slack, one for each channel, so that a parent stands before its replies and a channel that
 * Slack slows down (https://docs.slack.dev/apis/web-api/rate-limits: about one message a second) holds up no other.
 * A refusal is a value; an error that outlasts its repetitions throws.
 */
export const createLanes = (): Lanes => {
  const last = new Map<string, Promise<unknown>>();
  return <T>(lane: string, work: () => Promise<T>): Promise<T | ChatRefusal> => {
    const before = last.get(lane) ?? Promise.resolve();
    const done = before.then(() => insist(work));
    const settled = done
      .catch(() => undefined)
      .finally(() => {
        if (last.get(lane) === settled) last.delete(lane);
      });
    last.set(lane, settled);
    return done;
  };
};

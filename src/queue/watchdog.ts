import type { Logger } from 'pino';

import { pause } from './deadline.ts';

/** `silent`: Redis answers, and still nobody took the last canary. `unreachable`: Redis itself does not answer. */
export type Sign = 'alive' | 'silent' | 'unreachable';

export type WatchdogTimes = { every: number; deaf: number };

/**
 * Asks `probe` for a sign of life every `every` ms, and calls `onDeaf` when there was none for `deaf` ms.
 * Workers that stay connected but take no jobs are known after reconnects and failovers
 * (https://github.com/taskforcesh/bullmq/issues/3088, https://github.com/taskforcesh/bullmq/issues/3185).
 * A Redis that is away says nothing about the worker, so the time begins anew when it is back.
 */
export async function watch(
  probe: () => Promise<Sign>,
  onDeaf: () => Promise<void>,
  times: WatchdogTimes,
  signal: AbortSignal,
  log: Logger,
): Promise<void> {
  let lastSign = Date.now();
  while (!signal.aborted) {
    const sign = await probe();
    if (sign !== 'silent') lastSign = Date.now();
    if (!signal.aborted && Date.now() - lastSign >= times.deaf) {
      log.error({ seconds: Math.round((Date.now() - lastSign) / 1000) }, 'Redis answers but no job is taken');
      await onDeaf();
      lastSign = Date.now();
    }
    await pause(times.every, signal);
  }
}

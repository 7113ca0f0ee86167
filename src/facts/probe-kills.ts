import { seenAt } from './events.ts';
import type { ApiEvent } from './events.ts';
import { isNear, isSignalled } from './exits.ts';
import type { EndedRun } from './pods.ts';

/**
 * Whether it is certain that a run was killed because of its probe, by the event that the probe failed and the one of the
 * kill. A program that ends as if by itself may do so: only the event of that very run tells otherwise.
 */
export const isKillTold = (
  end: EndedRun,
  unhealthy: ApiEvent | undefined,
  killing: ApiEvent | undefined,
): boolean =>
  isSignalled(end)
    ? unhealthy !== undefined || killing !== undefined
    : killing !== undefined && isNear(seenAt(killing), end.finishedAt);

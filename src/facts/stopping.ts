import type { Facts } from './facts.ts';
import type { Pod } from './objects.ts';

/** The grace period that the API server gives a pod that sets none, in seconds. */
export const usualGraceS = 30;

/** How long a pod has been stopping, and how long it may take; null where nobody has deleted it. */
export type Stopping = { forMs: number; graceS: number };

/** Since when a pod is being stopped: its deletionTimestamp counts the grace period in. */
export const stoppingOf = (facts: Facts, { metadata }: Pod): Stopping | null => {
  const by = metadata?.deletionTimestamp;
  const graceS = metadata?.deletionGracePeriodSeconds ?? usualGraceS;
  return by === undefined ? null : { graceS, forMs: Date.parse(facts.now) - Date.parse(by) + graceS * 1000 };
};

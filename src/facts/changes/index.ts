import type { Facts } from '../facts.ts';
import type { Neighbourhood } from '../related.ts';
import { withOwners } from './around.ts';
import { firstBadMoment } from './bad-moment.ts';
import type { ChangeSource, KnownChange } from './change.ts';
import { configuration, surroundings } from './edits.ts';
import { nodeChanges } from './nodes.ts';
import { rollouts } from './revisions.ts';
import { scales } from './scales.ts';

const sources: readonly ChangeSource[] = [rollouts, configuration, surroundings, scales, nodeChanges];

const changesAtMost = 5;
/** Clocks of the control plane and of nodes differ a little. */
const toleranceMs = 5000;

/**
 * What changed around the subject, newest first. Where something broke, what came later than its first bad moment is
 * left out: it did not break it.
 */
export const changesOf = (facts: Facts, near: Neighbourhood): KnownChange[] => {
  const bad = firstBadMoment(facts, near);
  const until = bad === null ? Infinity : Date.parse(bad) + toleranceMs;
  const around = withOwners(facts, near);
  const seen = new Set<string>();
  return sources
    .flatMap((source) => source(facts, around))
    .filter(({ at }) => !(Date.parse(at) > until))
    .toSorted((a, b) => b.at.localeCompare(a.at))
    .filter(({ what }) => !seen.has(what) && seen.add(what))
    .slice(0, changesAtMost);
};

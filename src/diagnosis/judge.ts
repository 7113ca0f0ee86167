import type { ObjectRef, Unexamined } from '../answer.ts';
import type { Cause, Found } from '../causes/cause.ts';
import { causes } from '../causes/index.ts';
import type { Facts } from '../facts/facts.ts';
import { keyOf } from '../facts/refs.ts';

/** One thing that is wrong, with every object it shows on. `lead` speaks for the members. */
export type Judged = { cause: Cause; lead: Found; members: ObjectRef[]; follows: ObjectRef[] };
export type Judgement = { judged: Judged[]; unexamined: Unexamined[] };

const strength = { certain: 0, likely: 1, possible: 2 } as const;

const group = (cause: Cause, found: readonly Found[]): Judged[] =>
  [...Map.groupBy(found, (one) => one.fingerprint).values()].flatMap((same): Judged[] => {
    const [lead] = same.toSorted(
      (a, b) =>
        strength[a.confidence] - strength[b.confidence] || keyOf(a.object).localeCompare(keyOf(b.object)),
    );
    if (lead === undefined) return [];
    const members = new Map(same.map((one) => [keyOf(one.object), one.object]));
    return [
      { cause, lead, members: [...members.values()], follows: same.flatMap((one) => one.follows ?? []) },
    ];
  });

/**
 * Every cause looks once. `keeps` says which findings matter to the question; those with one fingerprint become one.
 * A cause that throws is not examined, which the reader is told.
 */
export const judge = (
  facts: Facts,
  keeps: (found: Found) => boolean,
  list: readonly Cause[] = causes,
): Judgement => {
  const judged: Judged[] = [];
  const unexamined: Unexamined[] = [];
  for (const cause of list) {
    try {
      judged.push(...group(cause, cause.look(facts).filter(keeps)));
    } catch (error) {
      unexamined.push({
        what: cause.title,
        why: `judging it failed: ${Error.isError(error) ? error.message : String(error)}`,
      });
    }
  }
  return { judged, unexamined };
};

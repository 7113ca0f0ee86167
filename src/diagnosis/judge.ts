import type { ObjectRef, Unexamined } from '../answer.ts';
import type { Cause, Found } from '../causes/cause.ts';
import { causes } from '../causes/index.ts';
import type { Facts } from '../facts/facts.ts';
import { keyOf } from '../facts/refs.ts';

/** One thing that a cause found on one object. */
export type Sighting = { cause: Cause; found: Found };

/** The same thing on every object that shows it. `lead` speaks for the members. */
export type Judged = { cause: Cause; lead: Found; members: ObjectRef[]; follows: ObjectRef[] };

const strength = { certain: 0, likely: 1, possible: 2 } as const;

/** A fallback is silent about an object that another cause explains, or that is itself why something else is unwell. */
const withoutNeedlessFallbacks = (sightings: readonly Sighting[]): Sighting[] => {
  const explained = new Set(
    sightings.filter(({ cause }) => cause.fallback !== true).map(({ found }) => keyOf(found.object)),
  );
  return sightings.filter(
    ({ cause, found }) => cause.fallback !== true || !explained.has(keyOf(found.object)),
  );
};

/** Every cause looks once. A cause that throws is not examined, which the reader is told. */
export const judge = (
  facts: Facts,
  list: readonly Cause[] = causes,
): { sightings: Sighting[]; unexamined: Unexamined[] } => {
  const sightings: Sighting[] = [];
  const unexamined: Unexamined[] = [];
  for (const cause of list) {
    try {
      sightings.push(...cause.look(facts).map((found) => ({ cause, found })));
    } catch (error) {
      const why = Error.isError(error) ? error.message : String(error);
      unexamined.push({ what: cause.title, why: `judging it failed: ${why}` });
    }
  }
  return { sightings: withoutNeedlessFallbacks(sightings), unexamined };
};

/**
 * Sightings of one cause with one fingerprint become one finding; the surest of them speaks, and of the equally sure
 * the one about what was asked.
 */
export const group = (sightings: readonly Sighting[], subject: ObjectRef | null = null): Judged[] => {
  const own = subject === null ? '' : keyOf(subject);
  const isOther = ({ object }: Found): number => (keyOf(object) === own ? 0 : 1);
  return [
    ...Map.groupBy(sightings, ({ cause, found }) => `${cause.id} ${found.fingerprint}`).values(),
  ].flatMap((same): Judged[] => {
    const [lead] = same.toSorted(
      (a, b) =>
        strength[a.found.confidence] - strength[b.found.confidence] ||
        isOther(a.found) - isOther(b.found) ||
        keyOf(a.found.object).localeCompare(keyOf(b.found.object)),
    );
    if (lead === undefined) return [];
    const members = new Map(same.map(({ found }) => [keyOf(found.object), found.object]));
    const follows = same.flatMap(({ found }) => found.follows ?? []);
    return [{ cause: lead.cause, lead: lead.found, members: [...members.values()], follows }];
  });
};

import type { ObjectRef } from '../answer.ts';
import { keyOf, sameRef } from '../facts/refs.ts';
import type { Neighbourhood } from '../facts/related.ts';
import type { Sighting } from './judge.ts';

/** Findings and what they follow from, wherever that is: a node that is not there, a Service of another namespace. */
const withReasons = (own: readonly Sighting[], sightings: readonly Sighting[]): Sighting[] => {
  const kept = new Set(own);
  for (const { found } of kept) {
    const named = new Set((found.follows ?? []).map(keyOf));
    if (named.size > 0) for (const one of sightings) if (named.has(keyOf(one.found.object))) kept.add(one);
    for (const one of sightings)
      if (one.found.outdates?.some((ref) => sameRef(ref, found.object)) === true) kept.add(one);
  }
  return [...kept];
};

/** What is wrong with the subject and what it stands on, or through its fault, and then whatever follows from that. */
export const concerning = (
  sightings: readonly Sighting[],
  { below }: Neighbourhood,
  subject: ObjectRef,
): Sighting[] => {
  const own = sightings.filter(
    ({ found }) =>
      below.has(keyOf(found.object)) || found.blames?.some((ref) => sameRef(ref, subject)) === true,
  );
  const kept = new Set(withReasons(own, sightings));
  const reached = new Set(own.map(({ found }) => keyOf(found.object)));
  for (let grown = true; grown;) {
    const effects = sightings.filter(
      (one) => !kept.has(one) && one.found.follows?.some((ref) => reached.has(keyOf(ref))),
    );
    for (const effect of effects) {
      kept.add(effect);
      reached.add(keyOf(effect.found.object));
    }
    grown = effects.length > 0;
  }
  return [...kept];
};

/**
 * What is wrong in a namespace, and with what something in it stands on; then why, wherever that is. What stands outside
 * of namespaces and carries nothing of this one is left to others.
 */
export const within = (
  sightings: readonly Sighting[],
  namespace: string,
  { below }: Neighbourhood,
): Sighting[] =>
  withReasons(
    sightings.filter(({ found: { object } }) => object.namespace === namespace || below.has(keyOf(object))),
    sightings,
  );

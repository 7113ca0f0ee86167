import { eventsOf } from '../events.ts';
import type { Facts } from '../facts.ts';
import type { Pod } from '../objects.ts';
import { conditionOf, containersOf, isTroubled } from '../pods.ts';
import { keyOf, refOf } from '../refs.ts';
import type { Neighbourhood } from '../related.ts';

/** Since when a pod is unwell: its first warning, its first bad end, or when it stopped being ready. */
const badSince = (facts: Facts, pod: Pod): string[] => {
  const ready = conditionOf(pod, 'Ready');
  const warnings = eventsOf(facts, refOf('Pod', pod))
    .filter(({ type }) => type === 'Warning')
    .flatMap(({ firstTimestamp, eventTime }) => firstTimestamp ?? eventTime ?? []);
  const ends = containersOf(pod).flatMap(({ status }) => status?.lastState?.terminated?.finishedAt ?? []);
  return [
    ...(ready?.lastTransitionTime === undefined ? [] : [ready.lastTransitionTime]),
    ...warnings,
    ...ends,
  ];
};

/**
 * The first moment at which one of the pods below the subject is known to have been unwell, RFC 3339; null where none
 * is. Events are kept for an hour or so: it may have begun earlier.
 */
export const firstBadMoment = (facts: Facts, { below }: Neighbourhood): string | null =>
  facts.objects.Pod.filter((pod) => below.has(keyOf(refOf('Pod', pod))) && isTroubled(facts, pod))
    .flatMap((pod) => badSince(facts, pod))
    .toSorted()[0] ?? null;

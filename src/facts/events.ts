import type { Evidence, ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import type { ObjectOf } from './objects.ts';
import { keyOf, nameOf } from './refs.ts';

export type ApiEvent = ObjectOf['Event'];

/** When an event was last seen, RFC 3339, or null. Newer reporters fill `series` or `eventTime` only. */
export const seenAt = (event: ApiEvent): string | null =>
  event.series?.lastObservedTime ??
  event.lastTimestamp ??
  event.eventTime ??
  event.metadata?.creationTimestamp ??
  null;

const indexes = new WeakMap<readonly ApiEvent[], Map<string, ApiEvent[]>>();

/** The events by the object they are about, newest first: sorted once for all the causes that ask. */
const byObject = (events: readonly ApiEvent[]): Map<string, ApiEvent[]> => {
  const known = indexes.get(events);
  if (known !== undefined) return known;
  const newestFirst = events.toSorted((a, b) => (seenAt(b) ?? '').localeCompare(seenAt(a) ?? ''));
  const index = Map.groupBy(newestFirst, ({ involvedObject }) =>
    keyOf({
      kind: involvedObject?.kind ?? '',
      namespace: involvedObject?.namespace ?? null,
      name: involvedObject?.name ?? '',
    }),
  );
  indexes.set(events, index);
  return index;
};

/** The events about one object, newest first; `reasons` narrows them. All are kept: the newest alone misleads. */
export const eventsOf = (facts: Facts, ref: ObjectRef, ...reasons: string[]): ApiEvent[] =>
  (byObject(facts.objects.Event).get(keyOf(ref)) ?? []).filter(
    ({ reason }) => reasons.length === 0 || reasons.includes(reason ?? ''),
  );

/** The events of one container of a pod, by the path the kubelet writes: `spec.containers{app}`. */
export const containerEvents = (
  facts: Facts,
  ref: ObjectRef,
  container: string,
  ...reasons: string[]
): ApiEvent[] =>
  eventsOf(facts, ref, ...reasons).filter(
    (event) => event.involvedObject?.fieldPath?.endsWith(`{${container}}`) === true,
  );

/** An event as evidence: reason, message, and how often it was seen. */
export const eventEvidence = (ref: ObjectRef, event: ApiEvent): Evidence => {
  const count = event.series?.count ?? event.count ?? 1;
  return {
    from: 'event',
    object: nameOf(ref),
    text: `${event.reason ?? 'Event'}: ${(event.message ?? '').trim()}${count > 1 ? ` (${count} times)` : ''}`,
    at: seenAt(event),
  };
};

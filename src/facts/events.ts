import type { Evidence, ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import { podNamed } from './named.ts';
import type { ObjectOf } from './objects.ts';
import { containersOf } from './pods.ts';
import type { ContainerView } from './pods.ts';
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

/** What kubelets report of containers, and not of the pod as a whole. */
const ofContainers = new Set([
  'Unhealthy',
  'Killing',
  'Pulling',
  'Pulled',
  'Created',
  'Started',
  'BackOff',
  'Failed',
  'FailedPostStartHook',
  'FailedPreStopHook',
]);

/** Whether a container has the probe that an `Unhealthy` event speaks of; of any other event nothing is told. */
const fits = ({ spec }: ContainerView, { reason, message = '' }: ApiEvent): boolean => {
  if (reason !== 'Unhealthy') return ofContainers.has(reason ?? '');
  const type = /^(liveness|readiness|startup)\b/i.exec(message)?.[1]?.toLowerCase();
  const probes = {
    liveness: spec?.livenessProbe,
    readiness: spec?.readinessProbe,
    startup: spec?.startupProbe,
  };
  return Object.entries(probes).some(([name, probe]) => name === type && probe !== undefined);
};

/**
 * The container that an event is about where it does not say: the only one that it fits, or of several the only one that is
 * not ready. Undefined where that leaves none or more than one.
 */
const guessed = (views: readonly ContainerView[], event: ApiEvent): string | undefined => {
  const fitting = views.filter((view) => fits(view, event));
  const open = fitting.filter(({ status }) => status?.ready === false);
  const [only, ...others] = fitting.length > 1 ? open : fitting;
  return others.length === 0 ? only?.name : undefined;
};

/**
 * The events of one container of a pod, by the path the kubelet writes, `spec.containers{app}`. Events without it, as
 * exports and other reporters have them, are those of the only container that they can be about.
 */
export const containerEvents = (
  facts: Facts,
  ref: ObjectRef,
  container: string,
  ...reasons: string[]
): ApiEvent[] => {
  const pod = podNamed(facts, ref.namespace, ref.name);
  const views = pod === undefined ? [] : containersOf(pod);
  return eventsOf(facts, ref, ...reasons).filter((event) => {
    const path = event.involvedObject?.fieldPath;
    return path === undefined ? guessed(views, event) === container : path.endsWith(`{${container}}`);
  });
};

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

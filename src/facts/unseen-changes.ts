import type { ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import type { Metadata } from './objects.ts';
import { refOf } from './refs.ts';

/** A controller takes a change up within seconds; a busy one within this. */
const busyMs = 60_000;

/** A change of an object that its controller has not seen. `since` is when it was made, RFC 3339, or null where it
 * may be of this moment. */
export type UnseenChange = {
  object: ObjectRef;
  generation: number;
  observed: number | undefined;
  since: string | null;
};

const observing = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'PodDisruptionBudget'] as const;

/**
 * The last write that was not one of status; null where one has no time, as through `scale`: it may be of this moment.
 * Without any, when the object was made, as nothing tells of a change since.
 */
const writtenAt = (metadata: Metadata | undefined): string | null => {
  const writes = (metadata?.managedFields ?? []).filter(({ subresource }) => subresource !== 'status');
  const times = writes.flatMap(({ time }) => time ?? []);
  if (times.length < writes.length) return null;
  return (
    times.toSorted().at(-1) ?? (metadata?.generation === 1 ? (metadata.creationTimestamp ?? null) : null)
  );
};

/** The objects whose newest generation their controller has not observed, save those changed within the time a busy one needs. */
export const unseenChanges = once((facts: Facts): UnseenChange[] =>
  observing.flatMap((kind) =>
    facts.objects[kind].flatMap(({ metadata, status }) => {
      const { generation, deletionTimestamp } = metadata ?? {};
      const observed = status?.observedGeneration;
      const since = writtenAt(metadata);
      if (
        generation === undefined ||
        // A manifest that never was in a cluster.
        status === undefined ||
        (observed ?? 0) >= generation ||
        deletionTimestamp !== undefined ||
        (since !== null && Date.parse(facts.now) - Date.parse(since) < busyMs)
      )
        return [];
      return [{ object: refOf(kind, { metadata }), generation, observed, since }];
    }),
  ),
);

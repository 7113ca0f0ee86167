import type { ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import type { Metadata } from './objects.ts';
import { refOf } from './refs.ts';

/** A controller takes a change up within seconds; a busy one within this. */
const busyMs = 60_000;

/** A change of an object that its controller has not seen. `since` is when it was made, RFC 3339. */
export type UnseenChange = {
  object: ObjectRef;
  generation: number;
  observed: number | undefined;
  since: string;
};

const observing = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'PodDisruptionBudget'] as const;

/** The last write that was not one of status; else when the object was made, which is too early but never too late. */
const writtenAt = (metadata: Metadata | undefined): string | undefined =>
  (metadata?.managedFields ?? [])
    .filter(({ subresource }) => subresource !== 'status')
    .flatMap(({ time }) => time ?? [])
    .toSorted()
    .at(-1) ?? metadata?.creationTimestamp;

/** The objects whose newest generation their controller has not observed, for longer than a busy one needs. */
export const unseenChanges = once((facts: Facts): UnseenChange[] =>
  observing.flatMap((kind) =>
    facts.objects[kind].flatMap(({ metadata, status }) => {
      const { generation, deletionTimestamp } = metadata ?? {};
      const observed = status?.observedGeneration;
      const since = writtenAt(metadata);
      if (
        generation === undefined ||
        (observed ?? 0) >= generation ||
        deletionTimestamp !== undefined ||
        since === undefined ||
        Date.parse(facts.now) - Date.parse(since) < busyMs
      )
        return [];
      return [{ object: refOf(kind, { metadata }), generation, observed, since }];
    }),
  ),
);

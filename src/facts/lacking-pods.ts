import type { ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import { ownersOf } from './field-owners.ts';
import { once } from './memo.ts';
import type { Metadata } from './objects.ts';
import { controllerOf, youthMs } from './pods.ts';
import { mayWaitToRecreate } from './recreates.ts';
import { refOf } from './refs.ts';

/** A controller that has fewer pods than it wants. `ready` is how many of those it has are, where it counts them. */
export type LackingPods = { object: ObjectRef; wanted: number; present: number; ready?: number };

/** `seen` is the generation that the controller has acted on. */
type Count = LackingPods & { metadata: Metadata | undefined; seen?: number | undefined };

const counts = (facts: Facts): Count[] => [
  ...facts.objects.Deployment.map(({ metadata, spec, status }) => ({
    object: refOf('Deployment', { metadata }),
    wanted: spec?.replicas ?? 1,
    present: status?.replicas ?? 0,
    ready: Math.max(status?.readyReplicas ?? 0, status?.availableReplicas ?? 0),
    metadata,
    seen: status?.observedGeneration,
  })),
  ...facts.objects.StatefulSet.filter(
    ({ status }) => (status?.readyReplicas ?? 0) === (status?.replicas ?? 0),
  ).map(({ metadata, spec, status }) => ({
    object: refOf('StatefulSet', { metadata }),
    wanted: spec?.replicas ?? 1,
    present: status?.replicas ?? 0,
    metadata,
    seen: status?.observedGeneration,
  })),
  ...facts.objects.DaemonSet.map(({ metadata, status }) => ({
    object: refOf('DaemonSet', { metadata }),
    wanted: status?.desiredNumberScheduled ?? 0,
    // What is ready is there, whatever else the status leaves out.
    present: Math.max(status?.currentNumberScheduled ?? 0, status?.numberReady ?? 0),
    ready: status?.numberReady ?? 0,
    metadata,
    seen: status?.observedGeneration,
  })),
  ...(['ReplicaSet', 'ReplicationController'] as const).flatMap((kind) =>
    facts.objects[kind]
      .filter((one) => controllerOf(one) === undefined)
      .map(({ metadata, spec, status }) => ({
        object: refOf(kind, { metadata }),
        wanted: spec?.replicas ?? 1,
        present: status?.replicas ?? 0,
        metadata,
        seen: status?.observedGeneration,
      })),
  ),
  ...facts.objects.Job.filter(
    ({ spec, status }) =>
      spec?.suspend !== true &&
      spec?.managedBy === undefined &&
      spec?.parallelism !== 0 &&
      status?.startTime === undefined &&
      (status?.conditions ?? []).length === 0 &&
      [status?.active, status?.failed, status?.succeeded].every((count = 0) => count === 0),
  ).map(({ metadata, spec }) => ({
    object: refOf('Job', { metadata }),
    wanted: spec?.parallelism ?? 1,
    present: 0,
    metadata,
  })),
];

/** When the newest pod of each owner was made, by the owner's uid; a ReplicaSet speaks for its Deployment too. */
const newestPods = once((facts: Facts): ReadonlyMap<string, number> => {
  const above = new Map(
    facts.objects.ReplicaSet.map((set) => [set.metadata?.uid ?? '', controllerOf(set)?.uid ?? '']),
  );
  const newest = new Map<string, number>();
  for (const pod of facts.objects.Pod) {
    const owner = controllerOf(pod)?.uid ?? '';
    const made = Date.parse(pod.metadata?.creationTimestamp ?? '');
    for (const uid of [owner, above.get(owner) ?? ''])
      newest.set(uid, Math.max(newest.get(uid) ?? 0, Number.isNaN(made) ? 0 : made));
  }
  return newest;
});

/** One pod after the other is being made: the rest will come. */
const isGrowing = (facts: Facts, uid: string | undefined): boolean =>
  uid !== undefined && Date.parse(facts.now) - (newestPods(facts).get(uid) ?? 0) < youthMs;

/** Its size was changed a moment ago, or its controller has not seen the change: another cause tells of the latter. */
const isChanging = (facts: Facts, { metadata, seen }: Count): boolean => {
  const at = ownersOf(metadata, 'f:spec', 'f:replicas')[0]?.at;
  return (
    Date.parse(facts.now) - Date.parse(at ?? '') < youthMs || (seen ?? Infinity) < (metadata?.generation ?? 0)
  );
};

/** Controllers older than two minutes that have fewer pods than they want, by the counts in their status. */
export const lackingPods = once((facts: Facts): LackingPods[] =>
  counts(facts).filter((one) => {
    const { object, wanted, present, metadata } = one;
    return (
      present < wanted &&
      metadata?.deletionTimestamp === undefined &&
      !isGrowing(facts, metadata?.uid) &&
      !isChanging(facts, one) &&
      !mayWaitToRecreate(facts, object) &&
      Date.parse(facts.now) - Date.parse(metadata?.creationTimestamp ?? '') > youthMs
    );
  }),
);

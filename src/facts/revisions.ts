import type { Facts } from './facts.ts';
import { couldSee } from './gaps.ts';
import { once } from './memo.ts';
import type { Metadata, ObjectOf } from './objects.ts';
import { controllerOf, isReady } from './pods.ts';

/** A revision of a Deployment: its ReplicaSet and the number the controller gave it. */
export type Revision = { number: number; set: ObjectOf['ReplicaSet'] };

const setsByOwner = once((facts: Facts) =>
  Map.groupBy(facts.objects.ReplicaSet, (set) => controllerOf(set)?.uid ?? ''),
);

const podsByOwner = once((facts: Facts) =>
  Map.groupBy(facts.objects.Pod, (pod) => controllerOf(pod)?.uid ?? ''),
);

/** What stands under a uid; nothing has an owner without one. */
const under = <T>(
  byOwner: ReadonlyMap<string, T[]>,
  { metadata }: { metadata?: Metadata | undefined },
): T[] => (metadata?.uid === undefined || metadata.uid === '' ? [] : (byOwner.get(metadata.uid) ?? []));

/** The number that the controller gave a revision; 0 where there is none. */
const revisionNumber = ({ metadata }: ObjectOf['ReplicaSet']): number => {
  const number = Number(metadata?.annotations?.['deployment.kubernetes.io/revision']);
  return Number.isSafeInteger(number) ? number : 0;
};

/** The revisions of a Deployment that still exist, newest first. */
export const revisionsOf = (facts: Facts, deployment: ObjectOf['Deployment']): Revision[] =>
  under(setsByOwner(facts), deployment)
    .map((set) => ({
      number: revisionNumber(set),
      set,
    }))
    .toSorted((a, b) => b.number - a.number);

const deploymentsByUid = once(
  (facts: Facts) => new Map(facts.objects.Deployment.map((one) => [one.metadata?.uid, one])),
);

/** The Deployment that controls a ReplicaSet, where it was read. */
export const deploymentOf = (
  facts: Facts,
  set: ObjectOf['ReplicaSet'],
): ObjectOf['Deployment'] | undefined => {
  const uid = controllerOf(set)?.uid;
  return uid === undefined || uid === '' ? undefined : deploymentsByUid(facts).get(uid);
};

/** Whether a ReplicaSet is of an earlier revision: its Deployment, which was read, has made a newer one. */
export const isEarlier = (facts: Facts, set: ObjectOf['ReplicaSet']): boolean => {
  const deployment = deploymentOf(facts, set);
  const newest = deployment === undefined ? undefined : revisionsOf(facts, deployment)[0];
  return newest !== undefined && newest.number > revisionNumber(set);
};

/** The pods of a revision, as far as they were collected. */
export const podsOfSet = (facts: Facts, set: ObjectOf['ReplicaSet']): ObjectOf['Pod'][] =>
  under(podsByOwner(facts), set);

/** The ready pods of a revision: counted, or as its ReplicaSet says where not all pods were read. */
export const readyPods = (facts: Facts, set: ObjectOf['ReplicaSet']): number =>
  couldSee(facts, 'Pod') ? podsOfSet(facts, set).filter(isReady).length : (set.status?.readyReplicas ?? 0);

import type { Facts } from './facts.ts';
import { couldSee } from './gaps.ts';
import type { ObjectOf } from './objects.ts';
import { controllerOf, isReady } from './pods.ts';

/** A revision of a Deployment: its ReplicaSet and the number the controller gave it. */
export type Revision = { number: number; set: ObjectOf['ReplicaSet'] };

/** The revisions of a Deployment that still exist, newest first. */
export const revisionsOf = (facts: Facts, deployment: ObjectOf['Deployment']): Revision[] =>
  facts.objects.ReplicaSet.filter((set) => controllerOf(set)?.uid === deployment.metadata?.uid)
    .map((set) => ({
      number: Number(set.metadata?.annotations?.['deployment.kubernetes.io/revision'] ?? 0),
      set,
    }))
    .toSorted((a, b) => b.number - a.number);

/** The pods of a revision, as far as they were collected. */
export const podsOfSet = (facts: Facts, set: ObjectOf['ReplicaSet']): ObjectOf['Pod'][] =>
  facts.objects.Pod.filter((pod) => controllerOf(pod)?.uid === set.metadata?.uid);

/** The ready pods of a revision: counted, or as its ReplicaSet says where not all pods were read. */
export const readyPods = (facts: Facts, set: ObjectOf['ReplicaSet']): number =>
  couldSee(facts, 'Pod') ? podsOfSet(facts, set).filter(isReady).length : (set.status?.readyReplicas ?? 0);

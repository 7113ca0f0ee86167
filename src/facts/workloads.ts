import type { ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import { kubectl } from './kubectl.ts';
import { once } from './memo.ts';
import type { Pod } from './objects.ts';
import { controllerOf } from './pods.ts';
import { keyOf } from './refs.ts';

/** What a pod was made from and where its declaration is edited: `Deployment web`. */
export type WorkloadName = { kind: string; name: string };

const setsByUid = once(
  (facts: Facts) => new Map(facts.objects.ReplicaSet.map((set) => [set.metadata?.uid, set])),
);
const jobsByUid = once((facts: Facts) => new Map(facts.objects.Job.map((job) => [job.metadata?.uid, job])));

/** The workload that a pod belongs to, past the ReplicaSet or Job in between; null for a bare pod. */
export const workloadOf = (facts: Facts, pod: Pod): WorkloadName | null => {
  const owner = controllerOf(pod);
  if (owner === undefined) return null;
  const between =
    owner.kind === 'ReplicaSet' ? setsByUid(facts).get(owner.uid) : jobsByUid(facts).get(owner.uid);
  if (between !== undefined) return controllerOf(between) ?? owner;
  // A Deployment names its ReplicaSets after itself and the hash that their pods carry.
  const hash = `-${pod.metadata?.labels?.['pod-template-hash'] ?? ' '}`;
  return owner.kind === 'ReplicaSet' && owner.name.endsWith(hash)
    ? { kind: 'Deployment', name: owner.name.slice(0, -hash.length) }
    : owner;
};

const podsByWorkload = once((facts: Facts) =>
  Map.groupBy(facts.objects.Pod, (pod) => {
    const workload = workloadOf(facts, pod);
    const namespace = pod.metadata?.namespace ?? null;
    return workload === null ? '' : keyOf({ kind: workload.kind, namespace, name: workload.name });
  }),
);

/** The pods that belong to a workload, past its ReplicaSets or Jobs. */
export const podsOfWorkload = (facts: Facts, workload: ObjectRef): Pod[] =>
  podsByWorkload(facts).get(keyOf(workload)) ?? [];

/** The line that opens the declaration of a pod's workload; null where only a new pod would help, or a file on a node. */
export const editCommand = (facts: Facts, pod: Pod): string | null => {
  const workload = workloadOf(facts, pod);
  return workload === null || workload.kind === 'Node' || workload.kind === 'Job'
    ? null
    : kubectl(pod.metadata?.namespace ?? null, 'edit', `${workload.kind.toLowerCase()}/${workload.name}`);
};

import type { ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import { controllerOf } from './pods.ts';
import { keyOf, refOf } from './refs.ts';
import { workloadOf } from './workloads.ts';

/** The workloads that are to serve and of which no pod is ready. */
const down = once(({ objects }: Facts): ReadonlySet<string> => {
  const refs = [
    ...(['Deployment', 'StatefulSet'] as const).flatMap((kind) =>
      objects[kind]
        .filter(({ spec, status }) => (spec?.replicas ?? 1) > 0 && (status?.readyReplicas ?? 0) === 0)
        .map((one) => refOf(kind, one)),
    ),
    ...objects.DaemonSet.filter(
      ({ status }) => (status?.desiredNumberScheduled ?? 0) > 0 && (status?.numberReady ?? 0) === 0,
    ).map((one) => refOf('DaemonSet', one)),
  ];
  return new Set(refs.map(keyOf));
});

/** The workload of each Pod and ReplicaSet that has one. */
const workloads = once((facts: Facts): ReadonlyMap<string, string> => {
  const { Pod: pods, ReplicaSet: sets } = facts.objects;
  const found = [
    ...pods.map((pod) => ({ ref: refOf('Pod', pod), workload: workloadOf(facts, pod) })),
    ...sets.map((set) => ({ ref: refOf('ReplicaSet', set), workload: controllerOf(set) ?? null })),
  ];
  return new Map(
    found.flatMap(({ ref, workload }): [string, string][] =>
      workload === null
        ? []
        : [[keyOf(ref), keyOf({ kind: workload.kind, namespace: ref.namespace, name: workload.name })]],
    ),
  );
});

/** How many workloads that are meant to serve have no ready pod, among objects and what their pods belong to. */
export const downAmong = (facts: Facts, refs: readonly ObjectRef[]): number =>
  new Set(
    refs
      .map((ref) => workloads(facts).get(keyOf(ref)) ?? keyOf(ref))
      .filter((workload) => down(facts).has(workload)),
  ).size;

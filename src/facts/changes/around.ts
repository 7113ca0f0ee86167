import type { Facts } from '../facts.ts';
import { controllerOf } from '../pods.ts';
import { keyOf, refOf } from '../refs.ts';
import type { Neighbourhood } from '../related.ts';

/** The neighbourhood with the owners of the pods below: what stands behind a Service is made by them. */
export const withOwners = (facts: Facts, { above, below }: Neighbourhood): Neighbourhood => {
  const wider = new Set(above);
  const owners = new Map(
    facts.objects.ReplicaSet.map((set) => [keyOf(refOf('ReplicaSet', set)), controllerOf(set)]),
  );
  for (const pod of facts.objects.Pod) {
    if (!below.has(keyOf(refOf('Pod', pod)))) continue;
    const namespace = pod.metadata?.namespace ?? null;
    let owner = controllerOf(pod);
    // Pod, ReplicaSet, Deployment: no chain of owners is longer.
    for (let step = 0; owner !== undefined && step < 3; step += 1) {
      const key = keyOf({ kind: owner.kind, namespace, name: owner.name });
      wider.add(key);
      owner = owners.get(key);
    }
  }
  return { above: wider, below };
};

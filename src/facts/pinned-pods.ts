import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import type { Pod } from './objects.ts';
import { controllerOf } from './pods.ts';

const templates = once(
  (facts: Facts): ReadonlyMap<string, string | undefined> =>
    new Map(
      (['ReplicaSet', 'ReplicationController', 'StatefulSet', 'DaemonSet', 'Job'] as const).flatMap((kind) =>
        facts.objects[kind].map(({ metadata, spec }) => [
          metadata?.uid ?? '',
          spec?.template?.spec?.nodeName,
        ]),
      ),
    ),
);

/**
 * Whether the template that a pod was made from names its node: no scheduler is asked then, and each pod made anew goes there.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename
 */
export const isPinned = (facts: Facts, pod: Pod): boolean => {
  const node = pod.spec?.nodeName;
  return node !== undefined && templates(facts).get(controllerOf(pod)?.uid ?? ' ') === node;
};

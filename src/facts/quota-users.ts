import type { Facts } from './facts.ts';
import type { Pod } from './objects.ts';
import { amountOf, requestOf } from './placement/requests.ts';
import { quantity } from './quantities.ts';
import { workloadOf } from './workloads.ts';

const usersAtMost = 3;
const finished = ['Succeeded', 'Failed'];

const limitOf = ({ spec }: Pod, resource: string): number =>
  (spec?.containers ?? []).reduce(
    (sum, { resources }) => sum + (quantity(resources?.limits?.[resource]) ?? 0),
    0,
  );

/** What a pod takes of a resource of a quota, in its unit; null for resources that pods do not take. */
const shareOf = (pod: Pod, resource: string): number | null => {
  if (resource === 'count/pods') return 1;
  if (finished.includes(pod.status?.phase ?? '')) return 0;
  if (resource === 'pods') return 1;
  if (resource.startsWith('limits.')) return limitOf(pod, resource.slice('limits.'.length));
  const plain = resource.replace(/^requests\./, '');
  return plain === 'storage' || plain.includes('/count') || plain.startsWith('count/')
    ? null
    : requestOf(pod, plain);
};

const inWords = (resource: string, amount: number): string =>
  /^(?:count\/)?pods$/.test(resource)
    ? `${amount} pod${amount === 1 ? '' : 's'}`
    : amountOf(resource.replace(/^(?:requests|limits)\./, ''), amount);

/**
 * Who uses most of the resources of a quota in a namespace, one line for each resource: `pods are used by Deployment web
 * (3 pods), …`. https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export const quotaUsers = (
  facts: Facts,
  namespace: string | null,
  resources: readonly string[],
): string[] => {
  const pods = facts.objects.Pod.filter(({ metadata }) => metadata?.namespace === namespace);
  return resources.flatMap((resource) => {
    const shares = new Map<string, number>();
    for (const pod of pods) {
      const workload = workloadOf(facts, pod);
      const name =
        workload === null ? `pod ${pod.metadata?.name ?? ''}` : `${workload.kind} ${workload.name}`;
      shares.set(name, (shares.get(name) ?? 0) + (shareOf(pod, resource) ?? 0));
    }
    const users = [...shares].filter(([, amount]) => amount > 0).toSorted(([, a], [, b]) => b - a);
    return users.length === 0
      ? []
      : [
          `${resource} is used by ${users
            .slice(0, usersAtMost)
            .map(([name, amount]) => `${name} (${inWords(resource, amount)})`)
            .join(', ')}${users.length > usersAtMost ? ', …' : ''}`,
        ];
  });
};

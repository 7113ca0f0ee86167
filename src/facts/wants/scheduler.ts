import { karpenterEvents } from '../placement/autoscaler.ts';
import { conditionOf } from '../pods.ts';
import { schedulerLease } from '../scheduler-lease.ts';
import type { Want, Wanting } from './want.ts';

const nodeClaims = {
  group: 'karpenter.sh',
  version: 'v1',
  kind: 'NodeClaim',
  plural: 'nodeclaims',
  namespaced: false,
};
const workloads = {
  group: 'kueue.x-k8s.io',
  version: 'v1beta1',
  kind: 'Workload',
  plural: 'workloads',
  namespaced: true,
};

/** Where a pod has no node: whether the scheduler runs, and what those say who decide before or beside it. */
export const scheduler: Wanting = {
  id: 'scheduler',
  rights: [{ kind: 'Lease', verb: 'get' }],
  wants: ({ facts, pods }) => {
    const waiting = pods.filter(
      (pod) =>
        pod.status?.phase === 'Pending' &&
        pod.spec?.nodeName === undefined &&
        conditionOf(pod, 'PodScheduled')?.status !== 'True',
    );
    const gated = waiting.filter(({ spec }) => (spec?.schedulingGates ?? []).length > 0);
    const queued = gated.find(({ spec }) =>
      spec?.schedulingGates?.some(({ name }) => name?.startsWith('kueue.x-k8s.io/')),
    );
    const unseen = waiting.filter((pod) => !gated.includes(pod));
    return [
      ...(unseen.length > 0
        ? [{ read: 'get', ...schedulerLease, kind: 'Lease', spare: true } satisfies Want]
        : []),
      ...(queued === undefined
        ? []
        : [
            {
              read: 'outside',
              kind: workloads,
              namespace: queued.metadata?.namespace ?? null,
              name: null,
            } satisfies Want,
          ]),
      ...(unseen.some((pod) => karpenterEvents(facts, pod).length > 0)
        ? [{ read: 'outside', kind: nodeClaims, namespace: null, name: null } satisfies Want]
        : []),
    ];
  },
};

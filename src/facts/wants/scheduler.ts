import type { Subject } from '../facts.ts';
import { karpenterEvents } from '../placement/autoscaler.ts';
import { conditionOf } from '../pods.ts';
import { schedulerLease } from '../scheduler-lease.ts';
import type { Want, Wanting } from './want.ts';

const workloadsAtMost = 500;
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

/** Whether anything is there that removes a gate. To answer about one pod no list of a whole cluster is read. */
const ownersOfGates = ({ kind }: Subject): Want[] => [
  { read: 'served', lists: null, spare: true },
  ...(kind === 'Pod'
    ? []
    : (['Deployment', 'StatefulSet'] as const).map((one): Want => ({
        read: 'list',
        kind: one,
        query: { namespace: null, limit: workloadsAtMost },
        spare: true,
      }))),
];

/** Where a pod has no node: whether the scheduler runs, and what those say who decide before or beside it. */
export const scheduler: Wanting = {
  id: 'scheduler',
  rights: [
    { kind: 'Lease', verb: 'get' },
    { kind: 'Deployment', verb: 'list' },
    { kind: 'StatefulSet', verb: 'list' },
  ],
  wants: ({ facts, subject, pods }) => {
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
      ...(gated.length > 0 ? ownersOfGates(subject) : []),
      ...(unseen.some((pod) => karpenterEvents(facts, pod).length > 0)
        ? [{ read: 'outside', kind: nodeClaims, namespace: null, name: null } satisfies Want]
        : []),
    ];
  },
};

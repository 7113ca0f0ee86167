import type { ObjectRef } from '../answer.ts';
import type { ListQuery } from '../ports.ts';
import type { KindName } from './objects.ts';

/** One list of the first wave. */
export type Reading = { kind: KindName; query: ListQuery };

const pods: readonly KindName[] = ['Pod', 'Event'];
const traffic: readonly KindName[] = ['Service', 'EndpointSlice'];
const deployment: readonly KindName[] = ['Deployment', 'ReplicaSet'];
const others: readonly KindName[] = ['StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

/** Which lists of its namespace tell about an object of a kind. A kind that is not here wants them all. */
const near: { readonly [K in KindName]?: readonly KindName[] } = {
  Pod: [...pods, ...traffic, ...deployment, ...others, 'PersistentVolumeClaim'],
  Deployment: [...pods, ...traffic, ...deployment, 'PersistentVolumeClaim', 'ResourceQuota'],
  ReplicaSet: [...pods, ...traffic, ...deployment, 'PersistentVolumeClaim', 'ResourceQuota'],
  StatefulSet: [...pods, ...traffic, 'StatefulSet', 'PersistentVolumeClaim', 'ResourceQuota'],
  DaemonSet: [...pods, ...traffic, 'DaemonSet', 'PersistentVolumeClaim', 'ResourceQuota'],
  Job: [...pods, 'Job', 'CronJob', 'PersistentVolumeClaim', 'ResourceQuota'],
  CronJob: [...pods, 'Job', 'CronJob', 'PersistentVolumeClaim', 'ResourceQuota'],
  PersistentVolumeClaim: [...pods, 'PersistentVolumeClaim'],
  Node: [],
};

/** The lists that tell all about a namespace. */
export const namespaceLists: readonly KindName[] = [
  ...pods,
  ...traffic,
  ...deployment,
  ...others,
  'Ingress',
  'PersistentVolumeClaim',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'ResourceQuota',
];

/** The first wave for one object, besides the object itself. */
export const listsFor = ({ kind, namespace, name }: ObjectRef): Reading[] => {
  if (kind === 'Node') {
    return [
      { kind: 'Pod', query: { namespace: null, fields: `spec.nodeName=${name}` } },
      {
        kind: 'Event',
        query: { namespace: null, fields: `involvedObject.kind=Node,involvedObject.name=${name}` },
      },
    ];
  }
  const kinds = Object.entries(near).find(([one]) => one === kind)?.[1] ?? namespaceLists;
  const scope = kind === 'Namespace' ? name : namespace;
  return kinds.map((one) => ({ kind: one, query: { namespace: scope } }));
};

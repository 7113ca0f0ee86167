import type { ObjectRef } from '../answer.ts';
import type { ListQuery } from '../ports.ts';
import { kinds } from './kinds.ts';
import type { KindName } from './objects.ts';

/** One list of the first wave. */
export type Reading = { kind: KindName; query: ListQuery };

const pods: readonly KindName[] = ['Pod', 'Event'];
const traffic: readonly KindName[] = ['Service', 'EndpointSlice'];
const deployment: readonly KindName[] = ['Deployment', 'ReplicaSet'];
const others: readonly KindName[] = ['StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

/** Which lists of its namespace tell about an object of a kind. A kind that is not here wants them all. */
const near: { readonly [K in KindName]?: readonly KindName[] } = {
  RoleBinding: [],
  ResourceQuota: [...pods, 'ResourceQuota', ...deployment, ...others],
  NetworkPolicy: ['Pod', 'Service', 'NetworkPolicy', ...deployment, ...others],
  ResourceClaim: ['Pod', 'Event'],
  Pod: ['Pod', 'Service', ...deployment, 'Job', 'PersistentVolumeClaim'],
  Deployment: [...pods, 'Service', ...deployment, 'PersistentVolumeClaim', 'ResourceQuota'],
  ReplicaSet: [...pods, 'Service', ...deployment, 'PersistentVolumeClaim', 'ResourceQuota'],
  StatefulSet: [...pods, 'Service', 'StatefulSet', 'PersistentVolumeClaim', 'ResourceQuota'],
  DaemonSet: [...pods, 'Service', 'DaemonSet', 'PersistentVolumeClaim', 'ResourceQuota'],
  Job: [...pods, 'Job', 'CronJob', 'PersistentVolumeClaim', 'ResourceQuota'],
  CronJob: [...pods, 'Job', 'CronJob', 'PersistentVolumeClaim', 'ResourceQuota'],
  PersistentVolumeClaim: [...pods, 'PersistentVolumeClaim'],
  Node: [],
};

/** Whether the lists of a namespace tell about objects of a kind: not where it stands outside of namespaces. */
const namespacedAsks = (kind: string): boolean =>
  kind === 'Namespace' || kinds.find((one) => one.kind === kind)?.namespaced === true;

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

/** The same for an overview, which also says what is wrong by itself. */
export const overviewLists: readonly KindName[] = [...namespaceLists, 'RoleBinding'];

const everywhere: ListQuery = { namespace: null };

/** What the overview reads besides: what stands outside of namespaces. */
export const clusterLists: readonly Reading[] = [
  { kind: 'Node', query: everywhere },
  { kind: 'StorageClass', query: everywhere },
  { kind: 'PersistentVolume', query: everywhere },
  { kind: 'IngressClass', query: everywhere },
  { kind: 'Namespace', query: everywhere },
  { kind: 'APIService', query: everywhere },
  { kind: 'CertificateSigningRequest', query: everywhere },
  // Who leads the control plane, where it is to be seen.
  { kind: 'Lease', query: { namespace: 'kube-system' } },
];

/** The same for one namespace (null: all): of others than itself, and of who asks for certificates, it says nothing. */
export const clusterListsFor = (namespace: string | null): readonly Reading[] =>
  namespace === null
    ? clusterLists
    : clusterLists.flatMap((reading): Reading[] => {
        if (reading.kind === 'CertificateSigningRequest') return [];
        return reading.kind === 'Namespace'
          ? [{ ...reading, query: { ...reading.query, fields: `metadata.name=${namespace}` } }]
          : [reading];
      });

/** The first wave for an object of a kind from outside Kubernetes, besides itself and its family. */
export const listsNearOutside = ({ namespace, name }: ObjectRef): Reading[] => {
  const about = { kind: 'Event' as const, query: { namespace, fields: `involvedObject.name=${name}` } };
  if (namespace === null) return [about];
  const around: readonly KindName[] = [...pods, ...deployment, ...others, 'Service', 'PersistentVolumeClaim'];
  return around.map((kind) => ({ kind, query: { namespace } }));
};

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
  if (!namespacedAsks(kind))
    return [
      // The default is one among all classes.
      ...(kind === 'StorageClass' ? [{ kind, query: everywhere } as const] : []),
      {
        kind: 'Event',
        query: { ...everywhere, fields: `involvedObject.kind=${kind},involvedObject.name=${name}` },
      },
    ];
  const wanted = Object.entries(near).find(([one]) => one === kind)?.[1] ?? namespaceLists;
  const scope = kind === 'Namespace' ? name : namespace;
  const lists = wanted.map((one): Reading => ({ kind: one, query: { namespace: scope } }));
  if (kind !== 'Pod') return lists;
  // Of a pod and its claims, not of its siblings: the events are most of what a namespace holds.
  const about = (fields: string): Reading => ({ kind: 'Event', query: { namespace: scope, fields } });
  return [...lists, about(`involvedObject.name=${name}`), about('involvedObject.kind=PersistentVolumeClaim')];
};

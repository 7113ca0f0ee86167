import type { Cluster, ListQuery, Page, Read } from '../ports.ts';
import type { Facts, Gap } from './facts.ts';
import { gapOf } from './gaps.ts';
import { kindOf } from './kinds.ts';
import type { KindName, ObjectOf } from './objects.ts';

type Lists = { [K in KindName]: Map<string, ObjectOf[K]> };

/** What one read brought: a way to add it to the lists, or the gap it left. `truncated` says that a list goes on. */
export type Harvest<K extends KindName = KindName> = {
  kind: K;
  fill: (lists: Lists) => void;
  gaps: Gap[];
  truncated: boolean;
};

const empty = (): Lists => ({
  Pod: new Map(),
  Deployment: new Map(),
  ReplicaSet: new Map(),
  StatefulSet: new Map(),
  DaemonSet: new Map(),
  Job: new Map(),
  CronJob: new Map(),
  Service: new Map(),
  EndpointSlice: new Map(),
  Ingress: new Map(),
  PersistentVolumeClaim: new Map(),
  HorizontalPodAutoscaler: new Map(),
  PodDisruptionBudget: new Map(),
  ResourceQuota: new Map(),
  LimitRange: new Map(),
  ConfigMap: new Map(),
  Secret: new Map(),
  ServiceAccount: new Map(),
  Event: new Map(),
  Node: new Map(),
  Namespace: new Map(),
  StorageClass: new Map(),
  PersistentVolume: new Map(),
});

const filled = <K extends KindName>(
  kind: K,
  items: readonly ObjectOf[K][],
  truncated: boolean,
): Harvest<K> => ({
  kind,
  gaps: [],
  truncated,
  fill: (lists) => {
    const list: Map<string, ObjectOf[K]> = lists[kind];
    for (const item of items)
      list.set(`${item.metadata?.namespace ?? ''}/${item.metadata?.name ?? ''}`, item);
  },
});

const failed = <K extends KindName>(kind: K, gap: Gap): Harvest<K> => ({
  kind,
  gaps: [gap],
  truncated: false,
  fill: () => {},
});

/** Where a list was read, for the words of a gap: `pods in namespace shop`. */
const whereOf = (kind: KindName, { namespace }: ListQuery): string =>
  `${kindOf(kind).plural}${namespace === null ? '' : ` in namespace ${namespace}`}`;

/** One list, up to `pages` pages of it. */
export const listed = async <K extends KindName>(
  cluster: Cluster,
  kind: K,
  query: ListQuery,
  pages = 1,
): Promise<Harvest<K>> => {
  const items: ObjectOf[K][] = [];
  let next: string | null = null;
  for (let page = 0; page < pages; page += 1) {
    // Each page begins where the one before it ended.
    // oxlint-disable-next-line no-await-in-loop
    const read: Read<Page<K>> = await cluster.list(kind, next === null ? query : { ...query, next });
    if (!read.ok) return failed(kind, gapOf(kind, whereOf(kind, query), read.failure));
    items.push(...read.value.items);
    next = read.value.next;
    if (next === null) break;
  }
  return filled(kind, items, next !== null);
};

/** One object that was read; one that does not exist brings nothing and leaves no gap. */
export const harvestOf = <K extends KindName>(
  kind: K,
  name: string,
  read: Read<ObjectOf[K] | null>,
): Harvest<K> => {
  if (!read.ok) return failed(kind, gapOf(kind, `${kind} ${name}`, read.failure));
  return filled(kind, read.value === null ? [] : [read.value], false);
};

export const fetched = async <K extends KindName>(
  cluster: Cluster,
  kind: K,
  namespace: string | null,
  name: string,
): Promise<Harvest<K>> => harvestOf(kind, name, await cluster.get(kind, namespace, name));

/** All that was read as one value; an object that was read twice stands in it once, as it was read last. */
export const gather = (
  where: Pick<Facts, 'cluster' | 'now'>,
  harvests: readonly Harvest[],
  rest: Pick<Facts, 'logs' | 'keys' | 'gaps'>,
): Facts => {
  const lists = empty();
  for (const harvest of harvests) harvest.fill(lists);
  return {
    ...where,
    logs: rest.logs,
    keys: rest.keys,
    gaps: [...harvests.flatMap(({ gaps }) => gaps), ...rest.gaps],
    objects: {
      Pod: [...lists.Pod.values()],
      Deployment: [...lists.Deployment.values()],
      ReplicaSet: [...lists.ReplicaSet.values()],
      StatefulSet: [...lists.StatefulSet.values()],
      DaemonSet: [...lists.DaemonSet.values()],
      Job: [...lists.Job.values()],
      CronJob: [...lists.CronJob.values()],
      Service: [...lists.Service.values()],
      EndpointSlice: [...lists.EndpointSlice.values()],
      Ingress: [...lists.Ingress.values()],
      PersistentVolumeClaim: [...lists.PersistentVolumeClaim.values()],
      HorizontalPodAutoscaler: [...lists.HorizontalPodAutoscaler.values()],
      PodDisruptionBudget: [...lists.PodDisruptionBudget.values()],
      ResourceQuota: [...lists.ResourceQuota.values()],
      LimitRange: [...lists.LimitRange.values()],
      ConfigMap: [...lists.ConfigMap.values()],
      Secret: [...lists.Secret.values()],
      ServiceAccount: [...lists.ServiceAccount.values()],
      Event: [...lists.Event.values()],
      Node: [...lists.Node.values()],
      Namespace: [...lists.Namespace.values()],
      StorageClass: [...lists.StorageClass.values()],
      PersistentVolume: [...lists.PersistentVolume.values()],
    },
  };
};

import type { ObjectRef } from '../answer.ts';
import type { Cluster, ListQuery, Read } from '../ports.ts';
import type { Facts, Gap } from './facts.ts';
import { gapOf } from './gaps.ts';
import { kindOf, kinds } from './kinds.ts';
import type { KindName, ObjectOf } from './objects.ts';
import { secondWave } from './second-wave.ts';
import { toQuery } from './selectors.ts';
import { selectorOf } from './templates.ts';

/** What the reads of a wave brought: lists to be merged, and what could not be read. */
export type Harvest = {
  objects: Partial<{ [K in KindName]: ObjectOf[K][] }>;
  gaps: Gap[];
  truncated: KindName[];
};

const pods: readonly KindName[] = ['Pod', 'Event'];
const traffic: readonly KindName[] = ['Service', 'EndpointSlice'];
const deployment: readonly KindName[] = ['Deployment', 'ReplicaSet'];
const others: readonly KindName[] = ['StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

/** Which lists of its namespace tell about an object of a kind: the first wave, all in parallel. */
const near: { readonly [K in KindName]?: readonly KindName[] } = {
  Pod: [...pods, ...traffic, ...deployment, ...others, 'PersistentVolumeClaim'],
  Deployment: [
    ...pods,
    ...traffic,
    ...deployment,
    'PersistentVolumeClaim',
    'ResourceQuota',
    'HorizontalPodAutoscaler',
  ],
  ReplicaSet: [...pods, ...traffic, ...deployment, 'PersistentVolumeClaim', 'ResourceQuota'],
  StatefulSet: [
    ...pods,
    ...traffic,
    'StatefulSet',
    'PersistentVolumeClaim',
    'ResourceQuota',
    'HorizontalPodAutoscaler',
  ],
  DaemonSet: [...pods, ...traffic, 'DaemonSet', 'PersistentVolumeClaim', 'ResourceQuota'],
  Job: [...pods, 'Job', 'CronJob', 'PersistentVolumeClaim', 'ResourceQuota'],
  CronJob: [...pods, 'Job', 'CronJob', 'PersistentVolumeClaim', 'ResourceQuota'],
  Service: [
    ...pods,
    ...traffic,
    ...deployment,
    ...others,
    'PersistentVolumeClaim',
    'Ingress',
    'ResourceQuota',
  ],
  Node: [],
};
const namespaceLists: readonly KindName[] = [
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

type Reading = { kind: KindName; query: ListQuery; what: string };

const listsFor = (subject: ObjectRef): Reading[] => {
  if (subject.kind === 'Node') {
    return [
      {
        kind: 'Pod',
        query: { namespace: null, fields: `spec.nodeName=${subject.name}` },
        what: `the pods on node ${subject.name}`,
      },
      {
        kind: 'Event',
        query: { namespace: null, fields: `involvedObject.kind=Node,involvedObject.name=${subject.name}` },
        what: `the events of node ${subject.name}`,
      },
    ];
  }
  const namespace = subject.kind === 'Namespace' ? subject.name : subject.namespace;
  const lists = kinds.find(({ kind }) => kind === subject.kind)?.kind;
  return ((lists === undefined ? undefined : near[lists]) ?? namespaceLists).map((kind) => ({
    kind,
    query: { namespace },
    what: `${kindOf(kind).plural} in namespace ${namespace ?? ''}`,
  }));
};

const take = async <K extends KindName>(
  cluster: Cluster,
  reading: Reading & { kind: K },
): Promise<Harvest> => {
  const page = await cluster.list(reading.kind, reading.query);
  if (!page.ok)
    return { objects: {}, gaps: [gapOf(reading.kind, reading.what, page.failure)], truncated: [] };
  return {
    objects: { [reading.kind]: page.value.items },
    gaps: [],
    truncated: page.value.more ? [reading.kind] : [],
  };
};

/** In a namespace too big for one page, the lists that matter most are narrowed to what belongs to the subject. */
const narrow = async (
  cluster: Cluster,
  subject: ObjectRef,
  object: ObjectOf[KindName],
  truncated: KindName[],
): Promise<Harvest[]> => {
  const labels = selectorOf(subject.kind, object);
  const readings: Reading[] = [];
  for (const kind of truncated) {
    const what = `all ${kindOf(kind).plural} of ${subject.name}`;
    const query = { namespace: subject.namespace, limit: 500 };
    if (labels !== undefined && (kind === 'Pod' || kind === 'ReplicaSet')) {
      readings.push({ kind, what, query: { ...query, labels: toQuery(labels) } });
    }
    if (kind === 'Event')
      readings.push({ kind, what, query: { ...query, fields: `involvedObject.name=${subject.name}` } });
  }
  return Promise.all(readings.map((reading) => take(cluster, reading)));
};

/** Lists merged into one value; the same object read twice stands in it once. */
export const merge = (
  cluster: string,
  now: string,
  harvests: readonly Harvest[],
  rest: Pick<Facts, 'logs' | 'keys'>,
): Facts => {
  const merged = <K extends KindName>(kind: K): ObjectOf[K][] => {
    const seen = new Map<string, ObjectOf[K]>();
    for (const object of harvests.flatMap((harvest): ObjectOf[K][] => harvest.objects[kind] ?? [])) {
      seen.set(`${object.metadata?.namespace ?? ''}/${object.metadata?.name ?? ''}`, object);
    }
    return [...seen.values()];
  };
  const objects = Object.fromEntries(
    kinds.map(({ kind }) => [kind, merged(kind)]),
  ) as unknown as Facts['objects'];
  return { cluster, now, objects, gaps: harvests.flatMap((harvest) => harvest.gaps), ...rest };
};

/**
 * Everything that is needed to judge one object, read in two parallel waves: the object and the lists of its
 * namespace; then what those lists point at (logs, nodes, classes, names near a missing one). A refused read becomes
 * a gap. Only a cluster that answers nothing at all is a failure.
 */
export const collect = async (cluster: Cluster, subject: ObjectRef, now: Date): Promise<Read<Facts>> => {
  const known = kinds.find(({ kind }) => kind === subject.kind);
  const [object, ...harvests] = await Promise.all([
    known === undefined ? undefined : cluster.get(known.kind, subject.namespace, subject.name),
    ...listsFor(subject).map((reading) => take(cluster, reading)),
  ]);
  if (object?.ok === false && object.failure.reason !== 'forbidden') return object;
  const own: Harvest =
    known === undefined || object?.ok !== true || object.value === null
      ? { objects: {}, gaps: [], truncated: [] }
      : { objects: { [known.kind]: [object.value] }, gaps: [], truncated: [] };
  const truncated = harvests.flatMap((harvest) => harvest.truncated);
  const narrowed =
    object?.ok === true && object.value !== null
      ? await narrow(cluster, subject, object.value, truncated)
      : [];
  const first = [...harvests, ...narrowed, own];
  const seen = merge(cluster.name, now.toISOString(), first, { logs: [], keys: [] });
  const second = await secondWave(cluster, seen, subject);
  return { ok: true, value: merge(cluster.name, now.toISOString(), [...first, second.harvest], second) };
};

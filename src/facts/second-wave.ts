import type { ObjectRef } from '../answer.ts';
import type { Cluster } from '../ports.ts';
import { eventsOf } from './events.ts';
import type { Facts, Gap, Keys, Log } from './facts.ts';
import { gapOf } from './gaps.ts';
import { fetched, listed } from './harvest.ts';
import type { Harvest } from './harvest.ts';
import { logsWorthReading, readLog } from './logs.ts';
import type { Pod } from './objects.ts';
import { conditionOf, containersOf } from './pods.ts';
import { keyOf, refOf } from './refs.ts';
import { neighbourhood } from './related.ts';
import type { Neighbourhood } from './related.ts';

const nodesAtMost = 10;

type Wave = { harvests: Harvest[]; logs: Log[]; keys: Keys[]; gaps: Gap[] };

const isUnscheduled = (pod: Pod): boolean =>
  pod.status?.phase === 'Pending' && conditionOf(pod, 'PodScheduled')?.status !== 'True';

/** The sentences in which the kubelet and the controllers say that something a pod names is not there. */
const complaintsOf = (facts: Facts, pod: Pod): string[] => [
  ...containersOf(pod).flatMap(({ status }) => status?.state?.waiting?.message ?? []),
  ...eventsOf(facts, refOf('Pod', pod), 'FailedMount', 'Failed').flatMap((event) => event.message ?? []),
];

const missingKey =
  /couldn't find key \S+ in (ConfigMap|Secret) ([^/\s]+)\/([^\s,]+)|references non-existent (?:config|secret) key/;

const keysOf = async (
  cluster: Cluster,
  kind: Keys['kind'],
  namespace: string,
  name: string,
): Promise<Keys | Gap | null> => {
  const object = await cluster.get(kind, namespace, name);
  if (!object.ok) return gapOf(kind, `${kind} ${namespace}/${name}`, object.failure);
  if (object.value === null) return null;
  const binary = 'binaryData' in object.value ? Object.keys(object.value.binaryData ?? {}) : [];
  return { kind, namespace, name, keys: [...Object.keys(object.value.data ?? {}), ...binary].toSorted() };
};

/** What a volume names, for the mount errors that do not say which object lacks the key. */
const mountedSources = (pod: Pod): { kind: Keys['kind']; name: string }[] =>
  (pod.spec?.volumes ?? []).flatMap((volume): { kind: Keys['kind']; name: string }[] => {
    if (volume.configMap?.name !== undefined) return [{ kind: 'ConfigMap', name: volume.configMap.name }];
    if (volume.secret?.secretName !== undefined) return [{ kind: 'Secret', name: volume.secret.secretName }];
    return [];
  });

const wantedKeys = (facts: Facts, pods: readonly Pod[]): Omit<Keys, 'keys'>[] => {
  const wanted = new Map<string, Omit<Keys, 'keys'>>();
  for (const pod of pods) {
    for (const complaint of complaintsOf(facts, pod)) {
      const match = missingKey.exec(complaint);
      if (match === null) continue;
      const [, kind, namespace, name] = match;
      const named =
        kind === 'ConfigMap' || kind === 'Secret'
          ? [{ kind, namespace: namespace ?? '', name: name ?? '' } as const]
          : [];
      const mounted = mountedSources(pod).map((source) => ({
        ...source,
        namespace: pod.metadata?.namespace ?? '',
      }));
      for (const one of named.length > 0 ? named : mounted) wanted.set(keyOf(one), one);
    }
  }
  return [...wanted.values()];
};

const reads = (
  cluster: Cluster,
  facts: Facts,
  subject: ObjectRef,
  pods: readonly Pod[],
  { below }: Neighbourhood,
): Promise<Harvest>[] => {
  const everywhere = { namespace: null };
  const found: Promise<Harvest>[] = [];
  if (pods.some(isUnscheduled)) found.push(listed(cluster, 'Node', everywhere));
  else {
    const names = new Set(pods.flatMap((pod) => pod.spec?.nodeName ?? []));
    for (const name of [...names].slice(0, nodesAtMost)) found.push(fetched(cluster, 'Node', null, name));
  }
  const unbound = facts.objects.PersistentVolumeClaim.some(
    (claim) => claim.status?.phase !== 'Bound' && below.has(keyOf(refOf('PersistentVolumeClaim', claim))),
  );
  if (unbound)
    found.push(listed(cluster, 'StorageClass', everywhere), listed(cluster, 'PersistentVolume', everywhere));
  const names = {
    namespace: subject.kind === 'Namespace' ? subject.name : subject.namespace,
    metadataOnly: true,
  };
  const complaints = pods.flatMap((pod) => complaintsOf(facts, pod)).join('\n');
  if (/configmap "?\S+"? not found/i.test(complaints)) found.push(listed(cluster, 'ConfigMap', names));
  if (/secret "?\S+"? not found/i.test(complaints)) found.push(listed(cluster, 'Secret', names));
  return found;
};

/** The second wave: what the first one points at, all in parallel. A node is judged by itself, not by its pods. */
export const secondWave = async (cluster: Cluster, facts: Facts, subject: ObjectRef): Promise<Wave> => {
  const near = neighbourhood(facts, subject);
  const pods =
    subject.kind === 'Node'
      ? []
      : facts.objects.Pod.filter((pod) => near.below.has(keyOf(refOf('Pod', pod))));
  const [harvests, logs, keys] = await Promise.all([
    Promise.all(reads(cluster, facts, subject, pods, near)),
    Promise.all(logsWorthReading(pods).map((wanted) => readLog(cluster, wanted))),
    Promise.all(
      wantedKeys(facts, pods).map(({ kind, namespace, name }) => keysOf(cluster, kind, namespace, name)),
    ),
  ]);
  return {
    harvests,
    logs: logs.flatMap((log) => ('lines' in log ? [log] : [])),
    keys: keys.flatMap((one) => (one !== null && 'keys' in one ? [one] : [])),
    gaps: [
      ...logs.flatMap((log) => ('why' in log ? [log] : [])),
      ...keys.flatMap((one) => (one !== null && 'why' in one ? [one] : [])),
    ],
  };
};

import { kindOf, kinds } from '../facts/kinds.ts';
import { isManifest } from '../facts/manifest.ts';
import type { KindName, ObjectOf } from '../facts/objects.ts';
import type { Cluster, ListQuery, LogQuery, Page, Read, ReadFailure } from '../ports.ts';
import type { Bundle } from './bundle/bundle.ts';
import { bundleLoader } from './bundle/loader.ts';
import { isOfKind } from './of-kind.ts';
import { recordedCluster } from './recorded.ts';
import type { RecordedObject, Recording, WholeList } from './recording-format.ts';

const absent = (message = ''): ReadFailure => ({ reason: 'absent', message });
const onlyManifests = 'the files hold only manifests of them, which say nothing of what runs';

const wholeParts = (bundles: readonly Bundle[]): WholeList[] =>
  bundles
    .flatMap(({ parts }) => parts)
    .flatMap(({ kind, namespace, whole }) => (kind !== null && whole ? [{ kind, namespace }] : []));

type OfKind = { cluster: Cluster; objects: readonly RecordedObject[] };

/** The objects of one kind (null: of all kinds from outside Kubernetes) as a cluster, made anew only where there are more. */
const recordedByKind = (name: string, recording: Recording): ((kind: KindName | null) => OfKind) => {
  const made = new Map<KindName | null, OfKind & { seen: number }>();
  return (kind) => {
    const known = made.get(kind);
    const seen = recording.objects.length;
    if (known?.seen === seen) return known;
    const more = recording.objects
      .slice(known?.seen ?? 0)
      .filter((object) => (kind === null ? isFromOutside(object) : isOfKind(object, kind)));
    const objects = [...(known?.objects ?? []), ...more];
    const cluster =
      known !== undefined && more.length === 0
        ? known.cluster
        : recordedCluster(name, { ...recording, objects });
    const now = { cluster, objects, seen };
    made.set(kind, now);
    return now;
  };
};

const isFromOutside = (object: RecordedObject): boolean => !kinds.some(({ kind }) => isOfKind(object, kind));

/** Whether a container waits to run again: its log is then that of its last run, the previous one. */
const waits = (pods: readonly RecordedObject[], { namespace, pod, container }: LogQuery): boolean => {
  const found = pods
    .filter((object) => isOfKind(object, 'Pod'))
    .find(({ metadata }) => metadata.name === pod && metadata.namespace === namespace);
  const { containerStatuses = [], initContainerStatuses = [] } = found?.status ?? {};
  return [...containerStatuses, ...initContainerStatuses].some(
    ({ name, state }) => name === container && state?.waiting !== undefined,
  );
};

/**
 * A cluster that consists of what files hold: a capture, or whatever somebody exported, with bundles that are read as far
 * as is asked. What is not in files that are no capture is `absent`, and a list that may be only a part of what there was
 * says so; a manifest that was never applied is found by its name and never listed.
 */
export const filesCluster = async (
  name: string,
  recording: Recording,
  bundles: readonly Bundle[],
): Promise<Cluster> => {
  if (recording.whole === undefined && bundles.length === 0) return recordedCluster(name, recording);
  const loader = await bundleLoader(recording, bundles);
  const whole = [...(recording.whole ?? []), ...wholeParts(bundles)];
  const indexed = recordedByKind(name, recording);
  const places = (): Set<string> =>
    new Set(
      [
        ...bundles.flatMap(({ parts }) => parts.map(({ namespace }) => namespace)),
        ...recording.objects.map(({ metadata }) => metadata.namespace),
      ].filter((place) => typeof place === 'string'),
    );

  const isHeldWhole = (kind: KindName, namespace: string | null): boolean => {
    const held = whole.filter((list) => list.kind === kind).map((list) => list.namespace);
    if (held.includes(null)) return true;
    if (!kindOf(kind).namespaced || held.length === 0) return false;
    return namespace === null ? [...places()].every((each) => held.includes(each)) : held.includes(namespace);
  };

  /** Why a list may lack something, or has nothing at all; undefined where it is all there was. */
  const lackingOf = (kind: KindName, namespace: string | null): ReadFailure | undefined => {
    const trouble = loader.troubles.find(
      (one) =>
        one.kind === kind && (one.namespace === null || namespace === null || one.namespace === namespace),
    );
    return trouble?.failure ?? (isHeldWhole(kind, namespace) ? undefined : absent());
  };

  return {
    name,
    namespace: recording.namespace,

    async list<K extends KindName>(kind: K, query: ListQuery): Promise<Read<Page<K>>> {
      const namespace = kindOf(kind).namespaced ? query.namespace : null;
      await loader.objects(kind, namespace, null);
      const { cluster, objects } = indexed(kind);
      const read = await cluster.list(kind, query);
      if (!read.ok) return read;
      // By name a manifest can be found; as a thing that runs it is never listed.
      const names = query.metadataOnly === true;
      const items = read.value.items.filter((item) => names || !isManifest(item));
      const lacking = lackingOf(kind, namespace);
      if (lacking === undefined) return { ...read, value: { ...read.value, items } };
      const all = objects.filter(({ metadata }) => namespace === null || metadata.namespace === namespace);
      if (all.some((object) => names || !isManifest(object)))
        return { ...read, value: { ...read.value, items, lacking } };
      const failure = lacking.reason === 'absent' && all.length > 0 ? absent(onlyManifests) : lacking;
      return { ok: false, failure };
    },

    async get<K extends KindName>(
      kind: K,
      namespace: string | null,
      objectName: string,
    ): Promise<Read<ObjectOf[K] | null>> {
      const place = kindOf(kind).namespaced ? namespace : null;
      await loader.objects(kind, place, objectName);
      const read = await indexed(kind).cluster.get(kind, namespace, objectName);
      if (!read.ok || read.value !== null) return read;
      const lacking = lackingOf(kind, place);
      return lacking === undefined ? read : { ok: false, failure: lacking };
    },

    async discover() {
      await loader.outside();
      return indexed(null).cluster.discover();
    },

    async listOutside(kind, query) {
      await loader.outside();
      const read = await indexed(null).cluster.listOutside(kind, query);
      return read.ok ? { ...read, partial: true } : read;
    },

    async log(query: LogQuery): Promise<Read<string>> {
      const { namespace, pod, container, previous } = query;
      await Promise.all([loader.objects('Pod', namespace, pod), loader.logs({ namespace, pod, container })]);
      const { cluster, objects } = indexed('Pod');
      const read = await cluster.log(query);
      if (read.ok) return read;
      if (previous && waits(objects, query)) {
        const current = await cluster.log({ ...query, previous: false });
        if (current.ok) return current;
      }
      return { ok: false, failure: absent() };
    },
  };
};

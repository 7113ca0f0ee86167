import type { Cluster } from '../ports.ts';
import type { Facts, Gap, Keys, Log, Subject } from './facts.ts';
import { gapOf } from './gaps.ts';
import { fetched, harvestOf, listed, listedOutside } from './harvest.ts';
import type { Harvest } from './harvest.ts';
import { readLog } from './logs.ts';
import { kindsMeant } from './outside/served-kinds.ts';
import { keyOf, refOf } from './refs.ts';
import { neighbourhood } from './related.ts';
import { listedKinds, servedBy } from './served.ts';
import { suspectsOf } from './suspects.ts';
import { wantings } from './wants/index.ts';
import type { Want } from './wants/want.ts';

/** What reads beyond the first wave brought. */
export type Wave = { harvests: Harvest[]; logs: Log[]; keys: Keys[]; gaps: Gap[] };

const nothing: Wave = { harvests: [], logs: [], keys: [], gaps: [] };

const readKeys = async (
  cluster: Cluster,
  { kind, namespace, name }: Want & { read: 'keys' },
): Promise<Wave> => {
  const object = await cluster.get(kind, namespace, name);
  if (!object.ok) return { ...nothing, gaps: [gapOf(kind, `${kind} ${namespace}/${name}`, object.failure)] };
  if (object.value === null) return { ...nothing, harvests: [harvestOf(kind, namespace, name, object)] };
  const binary = 'binaryData' in object.value ? Object.keys(object.value.binaryData ?? {}) : [];
  const keys = [...Object.keys(object.value.data ?? {}), ...binary].toSorted();
  return { ...nothing, keys: [{ kind, namespace, name, keys }] };
};

/** What is served can only be asked for by name once the cluster has said it: this read takes two steps. */
const readServed = async (cluster: Cluster, { lists }: Want & { read: 'served' }): Promise<Wave> => {
  const served = await servedBy(cluster);
  const kinds = lists === null ? [] : kindsMeant(served.served?.kinds ?? [], lists);
  const objects = await listedKinds(cluster, kinds, lists?.namespace ?? null);
  return { ...nothing, harvests: [served, ...objects] };
};

const perform = async (cluster: Cluster, want: Want, pages: number): Promise<Wave> => {
  switch (want.read) {
    case 'list':
      return { ...nothing, harvests: [await listed(cluster, want.kind, want.query, pages)] };
    case 'get':
      return { ...nothing, harvests: [await fetched(cluster, want.kind, want.namespace, want.name)] };
    case 'outside':
      return {
        ...nothing,
        harvests: [await listedOutside(cluster, want.kind, want.namespace, want.name)],
      };
    case 'served':
      return readServed(cluster, want);
    case 'keys':
      return readKeys(cluster, want);
    case 'log': {
      const log = await readLog(cluster, want);
      return 'lines' in log ? { ...nothing, logs: [log] } : { ...nothing, gaps: [log] };
    }
  }
};

/** What is only good to know leaves no gap where a log is gone, or where files do not hold it. */
const performed = async (cluster: Cluster, want: Want, pages: number): Promise<Wave> => {
  const wave = await perform(cluster, want, pages);
  if (want.spare !== true) return wave;
  const known = (gap: Gap): boolean => want.read !== 'log' && gap.failure?.reason !== 'absent';
  return {
    ...wave,
    harvests: wave.harvests.map((harvest) => ({ ...harvest, gaps: harvest.gaps.filter(known) })),
    gaps: wave.gaps.filter(known),
  };
};

/** The same read once, however many want it. */
const identity = (want: Want): string =>
  want.read === 'log'
    ? `log ${keyOf(want.view.ref)} ${want.view.name} ${String(want.previous)}`
    : JSON.stringify({ ...want, spare: undefined });

/** Whether the first wave read that list already, to its end. */
const isKnown = (facts: Facts, want: Want): boolean =>
  want.read === 'list' &&
  want.query.fields === undefined &&
  facts.reads.some(
    ({ kind, namespace, name, only, labels }) =>
      kind === want.kind &&
      (namespace === null || namespace === want.query.namespace) &&
      name === null &&
      only === undefined &&
      (labels === undefined || labels === want.query.labels),
  );

const describe = (want: Want): Gap => {
  const why = 'one answer does not read more than that at once';
  if (want.read === 'log')
    return { kind: 'Log', what: `the log of container ${want.view.name} in pod ${want.view.ref.name}`, why };
  if (want.read === 'served') return { kind: 'Outside', what: 'custom resources', why };
  if (want.read === 'outside') return { kind: 'Outside', what: want.kind.plural, why };
  const what = want.read === 'list' ? `list of ${want.kind}` : `${want.kind} ${want.name}`;
  return { kind: want.kind, what, why };
};

/** Each read once, without what the first wave read already. */
export const distinctWants = (facts: Facts, wanted: readonly Want[]): Want[] =>
  [...new Map(wanted.map((want) => [identity(want), want])).values()].filter((want) => !isKnown(facts, want));

/** All of these reads in parallel, as one; of each list up to `pages` pages. */
export const performAll = async (cluster: Cluster, wants: readonly Want[], pages = 1): Promise<Wave> => {
  const waves = await Promise.all(wants.map((want) => performed(cluster, want, pages)));
  return {
    harvests: waves.flatMap(({ harvests }) => harvests),
    logs: waves.flatMap(({ logs }) => logs),
    keys: waves.flatMap(({ keys }) => keys),
    gaps: waves.flatMap(({ gaps }) => gaps),
  };
};

/**
 * The second wave: what the first one points at, all in parallel, `atMost` reads. What is wanted beyond them is left
 * unexamined, and the answer says so.
 */
export const secondWave = async (
  cluster: Cluster,
  facts: Facts,
  subject: Subject,
  atMost: number,
): Promise<Wave> => {
  const near = neighbourhood(facts, subject);
  const own =
    subject.kind === 'Node'
      ? []
      : facts.objects.Pod.filter((pod) => near.below.has(keyOf(refOf('Pod', pod))));
  const pods = [...own, ...suspectsOf(facts, own)];
  const wanted = wantings.flatMap(({ wants }) => wants({ facts, subject, near, pods }));
  const distinct = distinctWants(facts, wanted);
  const left = distinct.slice(Math.max(0, atMost)).filter(({ spare }) => spare !== true);
  const wave = await performAll(cluster, distinct.slice(0, atMost));
  return { ...wave, gaps: [...wave.gaps, ...left.map(describe)] };
};

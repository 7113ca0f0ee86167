import type { ObjectRef } from '../answer.ts';
import type { Cluster, Read } from '../ports.ts';
import type { Facts, Gap, Subject } from './facts.ts';
import { mergedGaps, misfitGaps } from './gaps.ts';
import { gather, harvestOf, listed, listedOutside } from './harvest.ts';
import type { Harvest } from './harvest.ts';
import { kindOf, kinds } from './kinds.ts';
import { clusterListsFor, listsFor, listsNearOutside, overviewLists } from './lists.ts';
import { narrow, narrowEvents, pagesAtMost } from './narrow.ts';
import type { OutsideKind } from './objects.ts';
import { overviewOutside } from './overview-outside.ts';
import { distinctWants, performAll, secondWave } from './second-wave.ts';
import type { Wave } from './second-wave.ts';
import { overviewWants } from './wants/overview.ts';

const nothing: Pick<Facts, 'logs' | 'keys' | 'gaps'> = { logs: [], keys: [], gaps: [] };

/** Reads at most for one answer about a pod; what stands on many pods may need more. */
const readsAtMost = (kind: string): number => (kind === 'Pod' ? 20 : 40);

/** A list that was left before its end is not examined. */
const cutShort = (lists: readonly Harvest[]): Gap[] =>
  lists
    .filter(({ truncated }) => truncated)
    .flatMap(({ kind }) => kind ?? [])
    .map((kind) => ({
      kind,
      what: `${kindOf(kind).plural} beyond ${pagesAtMost * 500}`,
      why: 'the list is too long to be read whole',
    }));

const whereOf = (cluster: Cluster, now: Date): Pick<Facts, 'cluster' | 'now'> => ({
  cluster: cluster.name,
  now: now.toISOString(),
});

/**
 * Everything that is needed to judge one object, read in two parallel waves: the object and the lists of its
 * namespace; then what those lists point at (logs, nodes, classes, names near a missing one). A refused read becomes
 * a gap. An object that does not exist gives null; a cluster that answers nothing at all is a failure.
 */
export const collect = async (
  cluster: Cluster,
  subject: ObjectRef,
  now: Date,
): Promise<Read<{ facts: Facts; subject: Subject } | null>> => {
  const kind = kinds.find((one) => one.kind === subject.kind)?.kind;
  if (kind === undefined)
    return {
      ok: false,
      failure: { reason: 'rejected', message: `${subject.kind} is not a kind kubewhy reads` },
    };
  const readings = listsFor(subject);
  const [object, ...lists] = await Promise.all([
    cluster.get(kind, subject.namespace, subject.name),
    ...readings.map((reading): Promise<Harvest> => listed(cluster, reading.kind, reading.query)),
  ]);
  if (!object.ok && object.failure.reason === 'absent') return { ok: true, value: null };
  if (!object.ok && object.failure.reason !== 'forbidden') return object;
  if (object.ok && object.value === null) return { ok: true, value: null };
  const where = whereOf(cluster, now);
  const narrowed =
    object.ok && object.value !== null
      ? await Promise.all(narrow(cluster, subject, object.value, lists))
      : [];
  const listing = [...lists, ...narrowed, harvestOf(kind, subject.namespace, subject.name, object)];
  const seen = gather(where, listing, nothing);
  const manyEvents = lists.some((list) => list.kind === 'Event' && list.truncated);
  const first = manyEvents
    ? [...listing, ...(await Promise.all(narrowEvents(cluster, subject, seen)))]
    : listing;
  const uid = object.ok ? (object.value?.metadata?.uid ?? null) : null;
  const spent = 1 + readings.length;
  const facts = await completed(cluster, where, first, { ...subject, uid }, spent, cutShort(narrowed));
  return { ok: true, value: { facts, subject: { ...subject, uid } } };
};

/** The first wave and the second one as one value. */
const completed = async (
  cluster: Cluster,
  where: Pick<Facts, 'cluster' | 'now'>,
  first: readonly Harvest[],
  subject: Subject,
  spent: number,
  gaps: readonly Gap[],
): Promise<Facts> => {
  const left = readsAtMost(subject.kind) - spent;
  const second = await secondWave(cluster, gather(where, first, nothing), subject, left);
  return gather(where, [...first, ...second.harvests], { ...second, gaps: [...second.gaps, ...gaps] });
};

/**
 * The same for an object of a kind from outside Kubernetes: itself, its events, the objects of `family` (kinds of the
 * same project, which it may own) and the workloads of its namespace.
 */
export const collectOutside = async (
  cluster: Cluster,
  subject: ObjectRef,
  kind: OutsideKind,
  family: readonly OutsideKind[],
  now: Date,
): Promise<Read<{ facts: Facts; subject: Subject } | null>> => {
  const [object, ...lists] = await Promise.all([
    cluster.listOutside(kind, { namespace: subject.namespace, name: subject.name }),
    ...listsNearOutside(subject).map((reading): Promise<Harvest> =>
      listed(cluster, reading.kind, reading.query),
    ),
    ...family.map((one) => listedOutside(cluster, one, one.namespaced ? subject.namespace : null)),
  ]);
  if (!object.ok) return object;
  const [found] = object.value;
  if (found === undefined) return { ok: true, value: null };
  const gaps = misfitGaps('Outside', object.wrong);
  const itself: Harvest = { kind: null, outside: [found], fill: () => {}, gaps, truncated: false };
  const known: Subject = { ...subject, uid: found.metadata?.uid ?? null };
  const first = [...lists, itself];
  const facts = await completed(cluster, whereOf(cluster, now), first, known, 1 + lists.length, []);
  return { ok: true, value: { facts, subject: known } };
};

/** What the lists of an overview point at, as one wave: logs, certificates, roles, policies. */
const overviewWave = async (cluster: Cluster, facts: Facts, namespace: string | null): Promise<Wave> => {
  const { wants, left } = overviewWants(facts, namespace);
  const wave = await performAll(cluster, distinctWants(facts, wants), pagesAtMost);
  const gaps = [...wave.harvests.flatMap((harvest) => harvest.gaps), ...wave.gaps];
  return {
    ...wave,
    harvests: wave.harvests.map((harvest) => ({ ...harvest, gaps: [] })),
    gaps: [...mergedGaps(gaps), ...left, ...cutShort(wave.harvests)],
  };
};

/** Everything in one namespace, or in all (null), for an overview: the lists in full, then what they point at. */
export const collectScope = async (
  cluster: Cluster,
  namespace: string | null,
  now: Date,
): Promise<Read<Facts>> => {
  const beside = overviewOutside(cluster, namespace);
  const lists = await Promise.all([
    ...overviewLists.map((kind): Promise<Harvest> => {
      const fields = kind === 'Event' && namespace === null ? { fields: 'type!=Normal' } : {};
      return listed(cluster, kind, { namespace, ...fields }, pagesAtMost);
    }),
    // Across all namespaces normal events are too many, but what claims wait for is told in normal events alone.
    listed(cluster, 'Event', { namespace, fields: 'involvedObject.kind=PersistentVolumeClaim' }, pagesAtMost),
    ...clusterListsFor(namespace).map(({ kind, query }): Promise<Harvest> =>
      listed(cluster, kind, query, pagesAtMost),
    ),
  ]);
  const first = [...lists, ...(await beside)];
  const where = whereOf(cluster, now);
  const seen = gather(where, first, { ...nothing, gaps: cutShort(lists) });
  const failed = seen.gaps.filter(
    ({ kind, failure, partial }) => kind !== 'Outside' && failure !== undefined && partial !== true,
  );
  const gap = failed.find(({ failure }) => failure?.message !== '') ?? failed[0];
  if (gap !== undefined && failed.length >= lists.length)
    return { ok: false, failure: gap.failure ?? { reason: 'rejected', message: gap.why } };
  const second = await overviewWave(cluster, seen, namespace);
  const gaps = [...cutShort(lists), ...second.gaps];
  return { ok: true, value: gather(where, [...first, ...second.harvests], { ...second, gaps }) };
};

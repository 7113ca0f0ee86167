import type { ObjectRef } from '../answer.ts';
import type { Cluster, Read } from '../ports.ts';
import type { Facts, Gap, Subject } from './facts.ts';
import { gather, harvestOf, listed } from './harvest.ts';
import type { Harvest } from './harvest.ts';
import { kindOf, kinds } from './kinds.ts';
import { listsFor, namespaceLists } from './lists.ts';
import { narrow, narrowEvents, pagesAtMost } from './narrow.ts';
import { secondWave } from './second-wave.ts';

const nothing: Pick<Facts, 'logs' | 'keys' | 'gaps'> = { logs: [], keys: [], gaps: [] };

/** A list that was left before its end is not examined. */
const cutShort = (lists: readonly Harvest[]): Gap[] =>
  lists
    .filter(({ truncated }) => truncated)
    .map(({ kind }) => ({
      kind,
      what: `${kindOf(kind).plural} beyond ${pagesAtMost * 500}`,
      why: 'the list is too long to be read whole',
    }));

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
  const [object, ...lists] = await Promise.all([
    cluster.get(kind, subject.namespace, subject.name),
    ...listsFor(subject).map((reading): Promise<Harvest> => listed(cluster, reading.kind, reading.query)),
  ]);
  if (!object.ok && object.failure.reason !== 'forbidden') return object;
  if (object.ok && object.value === null) return { ok: true, value: null };
  const where = { cluster: cluster.name, now: now.toISOString() };
  const narrowed =
    object.ok && object.value !== null
      ? await Promise.all(narrow(cluster, subject, object.value, lists))
      : [];
  const listing = [...lists, ...narrowed, harvestOf(kind, subject.name, object)];
  const seen = gather(where, listing, nothing);
  const manyEvents = lists.some((list) => list.kind === 'Event' && list.truncated);
  const first = manyEvents
    ? [...listing, ...(await Promise.all(narrowEvents(cluster, subject, seen)))]
    : listing;
  const second = await secondWave(cluster, gather(where, first, nothing), subject);
  const uid = object.ok ? (object.value?.metadata?.uid ?? null) : null;
  const facts = gather(where, [...first, ...second.harvests], {
    ...second,
    gaps: [...second.gaps, ...cutShort(narrowed)],
  });
  return { ok: true, value: { facts, subject: { ...subject, uid } } };
};

/** Everything in one namespace, or in all (null), for an overview: the lists in full, without logs. */
export const collectScope = async (
  cluster: Cluster,
  namespace: string | null,
  now: Date,
): Promise<Read<Facts>> => {
  const lists = await Promise.all([
    ...namespaceLists.map((kind): Promise<Harvest> => {
      const fields = kind === 'Event' && namespace === null ? { fields: 'type!=Normal' } : {};
      return listed(cluster, kind, { namespace, ...fields }, pagesAtMost);
    }),
    // Across all namespaces normal events are too many, but what claims wait for is told in normal events alone.
    listed(cluster, 'Event', { namespace, fields: 'involvedObject.kind=PersistentVolumeClaim' }, pagesAtMost),
    listed(cluster, 'Node', { namespace: null }, pagesAtMost),
    listed(cluster, 'StorageClass', { namespace: null }),
    listed(cluster, 'PersistentVolume', { namespace: null }, pagesAtMost),
  ]);
  const facts = gather({ cluster: cluster.name, now: now.toISOString() }, lists, {
    ...nothing,
    gaps: cutShort(lists),
  });
  const [gap] = facts.gaps;
  if (gap !== undefined && facts.gaps.length >= lists.length)
    return { ok: false, failure: gap.failure ?? { reason: 'rejected', message: gap.why } };
  return { ok: true, value: facts };
};

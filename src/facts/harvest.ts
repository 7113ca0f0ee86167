import type { Cluster, ListQuery, Page, Read } from '../ports.ts';
import type { Facts, Gap, ReadMade } from './facts.ts';
import { gapOf, misfitGaps } from './gaps.ts';
import { kindOf } from './kinds.ts';
import type { Lists } from './no-objects.ts';
import { noObjects } from './no-objects.ts';
import type { KindName, Metadata, ObjectOf, OutsideKind, OutsideObject } from './objects.ts';
import { placedPods } from './placement/placed-pods.ts';

/** What one read brought: a way to add it to the lists, or the gap it left. `truncated` says that a list goes on. */
export type Harvest<K extends KindName = KindName> = {
  /** null for kinds from outside Kubernetes. */
  kind: K | null;
  outside?: OutsideObject[];
  served?: Facts['served'];
  fill: (lists: Lists) => void;
  gaps: Gap[];
  /** What was read to its end, so that what it lacks does not exist. */
  made?: ReadMade;
  truncated: boolean;
};

const placeOf = ({ metadata }: { metadata?: Metadata | undefined }): string =>
  `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;

const filled = <K extends KindName>(
  kind: K,
  items: readonly ObjectOf[K][],
  truncated: boolean,
  /** The items are metadata alone, and stand back behind what was read whole. */
  bare = false,
): Harvest<K> => ({
  kind,
  gaps: [],
  truncated,
  fill: (lists) => {
    const list: ObjectOf[K][] = lists[kind];
    const places = new Map(list.map((item, index) => [placeOf(item), index]));
    for (const item of items) {
      const known = places.get(placeOf(item));
      if (bare && known !== undefined) continue;
      const place = known ?? list.length;
      places.set(placeOf(item), place);
      list[place] = item;
    }
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
  const gaps: Gap[] = [];
  const wrong: string[] = [];
  let next: string | null = null;
  for (let page = 0; page < pages; page += 1) {
    // Each page begins where the one before it ended.
    // oxlint-disable-next-line no-await-in-loop
    const read: Read<Page<K>> = await cluster.list(kind, next === null ? query : { ...query, next });
    if (!read.ok) return failed(kind, gapOf(kind, whereOf(kind, query), read.failure));
    items.push(...read.value.items);
    wrong.push(...(read.wrong ?? []));
    next = read.value.next;
    const { lacking } = read.value;
    if (lacking !== undefined && gaps.length === 0)
      gaps.push({ ...gapOf(kind, `other ${whereOf(kind, query)}`, lacking), partial: true });
    if (next === null) break;
  }
  const placed = query.fields === placedPods.fields;
  const whole =
    next === null &&
    gaps.length === 0 &&
    (query.fields === undefined || (placed && query.labels === undefined));
  const made: ReadMade = {
    kind,
    namespace: query.namespace,
    name: null,
    ...(placed ? { only: 'placed' } : {}),
    ...(query.labels === undefined ? {} : { labels: query.labels }),
  };
  const bare = query.metadataOnly === true || kind === 'Secret';
  return {
    ...filled(kind, items, next !== null, bare),
    gaps: [...gaps, ...misfitGaps(kind, wrong)],
    ...(whole ? { made } : {}),
  };
};

/** One object that was read; one that does not exist brings nothing and leaves no gap. */
export const harvestOf = <K extends KindName>(
  kind: K,
  namespace: string | null,
  name: string,
  read: Read<ObjectOf[K] | null>,
): Harvest<K> => {
  if (!read.ok) return failed(kind, gapOf(kind, `${kind} ${name}`, read.failure));
  return {
    ...filled(kind, read.value === null ? [] : [read.value], false),
    gaps: misfitGaps(kind, read.wrong),
    made: { kind, namespace, name },
  };
};

export const fetched = async <K extends KindName>(
  cluster: Cluster,
  kind: K,
  namespace: string | null,
  name: string,
): Promise<Harvest<K>> => harvestOf(kind, namespace, name, await cluster.get(kind, namespace, name));

/** Objects at most in a list of a kind from outside, which is read to one page. */
const outsideAtMost = 500;

/** Objects of a kind from outside Kubernetes: all in a namespace, or one by name. */
export const listedOutside = async (
  cluster: Cluster,
  kind: OutsideKind,
  namespace: string | null,
  name: string | null = null,
): Promise<Harvest> => {
  const read = await cluster.listOutside(kind, { namespace, name });
  const plain = { kind: null, fill: () => {}, truncated: false };
  if (read.ok) {
    const whole = read.partial !== true && read.value.length < outsideAtMost;
    const made: ReadMade = { kind: `${kind.kind}.${kind.group}`, namespace, name };
    return {
      ...plain,
      gaps: misfitGaps('Outside', read.wrong),
      outside: read.value,
      ...(whole ? { made } : {}),
    };
  }
  const what = `${kind.plural}.${kind.group}${namespace === null ? '' : ` in namespace ${namespace}`}`;
  return { ...plain, gaps: [gapOf('Outside', what, read.failure)] };
};

/** All that was read as one value; an object that was read twice stands in it once, as it was read last. */
export const gather = (
  where: Pick<Facts, 'cluster' | 'now'>,
  harvests: readonly Harvest[],
  rest: Pick<Facts, 'logs' | 'keys' | 'gaps'>,
): Facts => {
  const objects = noObjects();
  for (const harvest of harvests) harvest.fill(objects);
  const outside = new Map<string, OutsideObject>();
  for (const object of harvests.flatMap((harvest) => harvest.outside ?? []))
    outside.set(`${object.apiVersion} ${object.kind} ${placeOf(object)}`, object);
  return {
    ...where,
    logs: rest.logs,
    keys: rest.keys,
    reads: harvests.flatMap(({ made }) => made ?? []),
    gaps: [...harvests.flatMap(({ gaps }) => gaps), ...rest.gaps],
    objects,
    outside: [...outside.values()],
    served: harvests.find(({ served }) => served !== undefined)?.served ?? { kinds: [], whole: false },
  };
};

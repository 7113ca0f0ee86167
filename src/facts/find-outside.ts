import type { ObjectRef, Unexamined } from '../answer.ts';
import type { Target } from '../calls.ts';
import type { Cluster, Read, ReadFailure } from '../ports.ts';
import { gapOf } from './gaps.ts';
import { nearest } from './near.ts';
import type { OutsideKind } from './objects.ts';
import { isKnownProject, projectOf, worthReading } from './outside/projects.ts';
import { refOfOutside } from './outside/refs.ts';

/** An object of a kind from outside Kubernetes, and the kinds of the same project. */
export type FoundOutside = { type: 'found'; subject: ObjectRef; kind: OutsideKind; family: OutsideKind[] };
/** `no-kind`: the cluster serves none that the word names; `near` are the words that come near. */
export type OutsideOutcome =
  | FoundOutside
  | { type: 'not-found'; suggestions: ObjectRef[]; unexamined: Unexamined[] }
  | { type: 'no-kind'; near: string[] }
  | { type: 'ambiguous'; matches: ObjectRef[] }
  | { type: 'unreadable'; failure: ReadFailure };

type Placed = { kind: OutsideKind; ref: ObjectRef };
type Seen = { kind: OutsideKind; read: Read<ObjectRef[]> };

const kindsAtMost = 4;
const familyAtMost = 12;
const choicesAtMost = 10;

const wordsOf = ({ kind, plural, words = [] }: OutsideKind): string[] => [
  kind.toLowerCase(),
  plural,
  ...words,
];

/** `certificate`, `certificates`, `cert`, `certificates.cert-manager.io`, `certificate.v1.cert-manager.io`. */
const isNamed = (one: OutsideKind, word: string): boolean =>
  wordsOf(one).some((own) =>
    [own, `${own}.${one.group}`, `${own}.${one.version}.${one.group}`].includes(word.toLowerCase()),
  );

/** The kinds of the project of one, itself first and then those that say how they are; what is under `k8s.io` is no single project. */
const familyOf = (kind: OutsideKind, all: readonly OutsideKind[]): OutsideKind[] => {
  const rank = (one: OutsideKind): number => (one === kind ? 0 : isKnownProject(one) ? 1 : 2);
  return all
    .filter((one) =>
      projectOf(kind.group) === 'k8s.io'
        ? one.group === kind.group
        : projectOf(one.group) === projectOf(kind.group),
    )
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, familyAtMost);
};

const listKinds = (
  cluster: Cluster,
  kinds: readonly OutsideKind[],
  namespace: string | null,
  name: string | null,
): Promise<Seen[]> =>
  Promise.all(
    kinds.map(async (kind) => {
      const place = kind.namespaced ? namespace : null;
      const read = await cluster.listOutside(kind, { namespace: place, name });
      return { kind, read: read.ok ? { ok: true, value: read.value.map(refOfOutside) } : read };
    }),
  );

const placed = (lists: readonly Seen[]): Placed[] =>
  lists.flatMap(({ kind, read }) => (read.ok ? read.value.map((ref) => ({ kind, ref })) : []));

const decide = (fits: readonly Placed[], served: readonly OutsideKind[]): OutsideOutcome | null => {
  const [only, ...others] = fits;
  if (only === undefined) return null;
  return others.length === 0
    ? { type: 'found', subject: only.ref, kind: only.kind, family: familyOf(only.kind, served) }
    : { type: 'ambiguous', matches: fits.slice(0, choicesAtMost).map(({ ref }) => ref) };
};

const suggest = (name: string, all: readonly Placed[]): ObjectRef[] =>
  nearest(
    name,
    all.map(({ ref }) => ref.name),
  ).flatMap((near) => all.filter(({ ref }) => ref.name === near).map(({ ref }) => ref));

/**
 * The object that a word for a kind and a name mean, as the cluster itself says which kinds it serves: an exact name
 * first, then a beginning. Without a namespace it looks where the kubeconfig points, then everywhere.
 */
export const findOutside = async (
  cluster: Cluster,
  { kind: word, namespace, name }: Pick<Target, 'namespace' | 'name'> & { kind: string },
): Promise<OutsideOutcome> => {
  const served = await cluster.discover();
  if (!served.ok) return { type: 'unreadable', failure: served.failure };
  const fitting = served.value.filter((one) => isNamed(one, word)).slice(0, kindsAtMost);
  if (fitting.length === 0) return { type: 'no-kind', near: nearest(word, served.value.flatMap(wordsOf)) };
  const home = namespace ?? cluster.namespace;
  let all: Placed[] = [];
  for (const scope of namespace === null && home !== null ? [home, null] : [home]) {
    // Everywhere only where the own namespace has none.
    // oxlint-disable-next-line no-await-in-loop
    const lists = await listKinds(cluster, fitting, scope, null);
    const failed = lists.find(({ read }) => !read.ok)?.read;
    if (failed?.ok === false) return { type: 'unreadable', failure: failed.failure };
    all = placed(lists);
    const exact = all.filter(({ ref }) => ref.name === name);
    const fits = exact.length > 0 ? exact : all.filter(({ ref }) => ref.name.startsWith(name));
    const outcome = decide(fits, served.value);
    if (outcome !== null) return outcome;
  }
  return { type: 'not-found', suggestions: suggest(name, all), unexamined: [] };
};

/**
 * The object that bears a name alone, among the kinds from outside that an overview reads. Of kinds that no known project
 * has, the roles in deploy/ grant nothing: they are found where a role of the team grants them, and not missed elsewhere.
 */
export const findAnyOutside = async (
  cluster: Cluster,
  { namespace, name }: Pick<Target, 'namespace' | 'name'>,
): Promise<OutsideOutcome> => {
  const served = await cluster.discover();
  if (!served.ok) {
    const { what, why } = gapOf('Outside', 'custom resources', served.failure);
    return { type: 'not-found', suggestions: [], unexamined: [{ what, why }] };
  }
  const kinds = worthReading(served.value).filter(({ namespaced }) => namespaced || namespace === null);
  const lists = await listKinds(cluster, kinds, namespace, name);
  const unexamined = lists.flatMap(({ kind, read }): Unexamined[] => {
    if (read.ok || (read.failure.reason === 'forbidden' && !isKnownProject(kind))) return [];
    const { what, why } = gapOf('Outside', `${kind.plural}.${kind.group}`, read.failure);
    return [{ what, why }];
  });
  return decide(placed(lists), served.value) ?? { type: 'not-found', suggestions: [], unexamined };
};

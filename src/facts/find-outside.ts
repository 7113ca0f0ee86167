import type { ObjectRef, Unexamined } from '../answer.ts';
import type { Target } from '../calls.ts';
import type { Cluster, ReadFailure } from '../ports.ts';
import { nearest } from './near.ts';
import type { OutsideKind } from './objects.ts';
import { refOfOutside } from './outside/refs.ts';

/** An object of a kind from outside Kubernetes, and the kinds of the same project. */
export type FoundOutside = { type: 'found'; subject: ObjectRef; kind: OutsideKind; family: OutsideKind[] };
export type OutsideOutcome =
  | FoundOutside
  | { type: 'not-found'; suggestions: ObjectRef[]; unexamined: Unexamined[] }
  | { type: 'ambiguous'; matches: ObjectRef[] }
  | { type: 'unreadable'; failure: ReadFailure };

const kindsAtMost = 4;
const familyAtMost = 10;
const choicesAtMost = 10;

/** `certificate`, `certificates`, `certificates.cert-manager.io`, `certificate.v1.cert-manager.io`. */
const isNamed = ({ kind, plural, group, version }: OutsideKind, word: string): boolean =>
  [kind.toLowerCase(), plural].some((one) =>
    [one, `${one}.${group}`, `${one}.${version}.${group}`].includes(word.toLowerCase()),
  );

/** `cert-manager.io` of `acme.cert-manager.io`: what the kinds of one project end with. */
const projectOf = (group: string): string => group.split('.').slice(-2).join('.');

/** The other kinds of the project of one; what is under `k8s.io` is no single project. */
const familyOf = (kind: OutsideKind, all: readonly OutsideKind[]): OutsideKind[] =>
  all
    .filter((one) =>
      projectOf(kind.group) === 'k8s.io'
        ? one.group === kind.group
        : projectOf(one.group) === projectOf(kind.group),
    )
    .slice(0, familyAtMost);

/** The object that a word for a kind and a name mean, as the cluster itself says which kinds it serves. */
export const findOutside = async (
  cluster: Cluster,
  { kind: word, namespace, name }: Target & { kind: string },
): Promise<OutsideOutcome> => {
  const served = await cluster.discover();
  if (!served.ok) return { type: 'unreadable', failure: served.failure };
  const fitting = served.value.filter((one) => isNamed(one, word)).slice(0, kindsAtMost);
  const home = namespace ?? cluster.namespace;
  const lists = await Promise.all(
    fitting.map(async (kind) => ({
      kind,
      read: await cluster.listOutside(kind, { namespace: kind.namespaced ? home : null, name: null }),
    })),
  );
  const failure = lists.find(({ read }) => !read.ok)?.read;
  if (failure?.ok === false) return { type: 'unreadable', failure: failure.failure };
  const all = lists.flatMap(({ kind, read }) =>
    (read.ok ? read.value : []).map((object) => ({ kind, ref: refOfOutside(object) })),
  );
  const exact = all.filter(({ ref }) => ref.name === name);
  const fits = exact.length > 0 ? exact : all.filter(({ ref }) => ref.name.startsWith(name));
  const [only, ...others] = fits;
  if (only !== undefined && others.length === 0)
    return {
      type: 'found',
      subject: only.ref,
      kind: only.kind,
      family: familyOf(only.kind, served.value),
    };
  if (only !== undefined)
    return { type: 'ambiguous', matches: fits.slice(0, choicesAtMost).map(({ ref }) => ref) };
  const names = nearest(
    name,
    all.map(({ ref }) => ref.name),
  );
  const suggestions = names.flatMap((near) =>
    all.filter(({ ref }) => ref.name === near).map(({ ref }) => ref),
  );
  return { type: 'not-found', suggestions, unexamined: [] };
};

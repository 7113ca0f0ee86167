import type { Evidence, ObjectRef, Unexamined } from '../answer.ts';
import type { Target } from '../calls.ts';
import type { Cluster, ReadFailure } from '../ports.ts';
import type { Gap, Subject } from './facts.ts';
import { gapOf } from './gaps.ts';
import { diagnosable, kindByWord, kindOf } from './kinds.ts';
import { nearest } from './near.ts';
import type { KindName, Metadata } from './objects.ts';
import { controllerOf } from './pods.ts';
import { keyOf, refOf } from './refs.ts';
import { tracesOf } from './traces.ts';

export type FindOutcome =
  | { type: 'found'; subject: Subject }
  | { type: 'not-found'; suggestions: ObjectRef[]; unexamined: Unexamined[]; traces?: Evidence[] }
  | { type: 'ambiguous'; matches: ObjectRef[] }
  | { type: 'unreadable'; failure: ReadFailure };

type Named = { ref: ObjectRef; uid: string | null; owner: string | null };
/** `answered`: at least one list came. `failure`: the cluster did not answer, which is more than a right that lacks. */
type Search = { named: Named[]; gaps: Gap[]; answered: boolean; failure: ReadFailure | null };

const choicesAtMost = 10;
const namesAtMost = 5000;

/** One list of names for each kind, all in parallel; `name` asks the server for that name alone. */
export const search = async (
  cluster: Cluster,
  kinds: readonly KindName[],
  namespace: string | null,
  name?: string,
): Promise<Search> => {
  const fields = name === undefined ? {} : { fields: `metadata.name=${name}` };
  const asked = kinds.map(async (kind) => {
    const scope = kindOf(kind).namespaced ? namespace : null;
    const page = await cluster.list(kind, {
      namespace: scope,
      metadataOnly: true,
      limit: namesAtMost,
      ...fields,
    });
    if (page.ok)
      return { named: page.value.items.map((object) => namedOf(kind, object)), gap: null, failure: null };
    // What the files do not hold cannot be asked about.
    if (page.failure.reason === 'absent') return { named: [], gap: null, failure: null };
    const what = `${kindOf(kind).plural}${scope === null ? '' : ` in namespace ${scope}`}`;
    return { named: [], gap: gapOf(kind, what, page.failure), failure: page.failure };
  });
  const answers = await Promise.all(asked);
  const blind = answers.find(
    ({ failure }) => failure !== null && !['forbidden', 'rejected', 'malformed'].includes(failure.reason),
  );
  return {
    named: answers.flatMap(({ named }) => named),
    gaps: answers.flatMap(({ gap }) => gap ?? []),
    answered: answers.some(({ failure }) => failure === null),
    failure: blind?.failure ?? null,
  };
};

const namedOf = (kind: KindName, object: { metadata?: Metadata | undefined }): Named => {
  const ref = refOf(kind, object);
  const owner = controllerOf(object);
  const ownerKey =
    owner === undefined ? null : keyOf({ kind: owner.kind, namespace: ref.namespace, name: owner.name });
  return { ref, uid: object.metadata?.uid ?? null, owner: ownerKey };
};

const rank = (ref: ObjectRef): number => diagnosable.findIndex((kind) => kind === ref.kind);

/** Objects of one name in one namespace are one application: the kind that stands for the others speaks for it. */
export const collapse = (named: readonly Named[]): Named[] => {
  const keys = new Set(named.map(({ ref }) => keyOf(ref)));
  const best = new Map<string, Named>();
  for (const one of named.toSorted((a, b) => rank(a.ref) - rank(b.ref))) {
    const key = `${one.ref.namespace ?? ''}/${one.ref.name}`;
    const owned = one.owner !== null && keys.has(one.owner);
    if (!owned && !best.has(key)) best.set(key, one);
  }
  return [...best.values()];
};

const decide = (named: readonly Named[], words: string): FindOutcome | null => {
  const left = collapse(named).toSorted(
    (a, b) =>
      a.ref.name.length - b.ref.name.length ||
      rank(a.ref) - rank(b.ref) ||
      keyOf(a.ref).localeCompare(keyOf(b.ref)),
  );
  const [only, ...rest] = left;
  if (only === undefined) return null;
  if (rest.length === 0) return { type: 'found', subject: { ...only.ref, uid: only.uid } };
  const first = left.filter(({ ref }) => ref.name === words);
  return {
    type: 'ambiguous',
    matches: [...first, ...left.filter((one) => !first.includes(one))]
      .slice(0, choicesAtMost)
      .map(({ ref }) => ref),
  };
};

const suggest = (name: string, named: readonly Named[]): ObjectRef[] => {
  const left = collapse(named);
  const near = [
    name,
    ...nearest(
      name,
      left.map(({ ref }) => ref.name),
      choicesAtMost,
    ),
  ];
  return near
    .flatMap((one) => left.filter(({ ref }) => ref.name === one).map(({ ref }) => ref))
    .slice(0, choicesAtMost);
};

/** What stays open: a name that was asked for in a namespace is no object outside of all namespaces. */
const openAfter = ({ gaps }: Search, target: Target): Unexamined[] =>
  gaps
    .filter(
      ({ kind }) =>
        target.namespace === null || kind === 'Log' || kind === 'Outside' || kindOf(kind).namespaced,
    )
    .map(({ what, why }) => ({ what, why }));

/**
 * The object a person means: an exact name first, then a prefix, else the names that come near.
 * Without a namespace it looks where the kubeconfig points, then everywhere. `unexamined` says which kinds could not be
 * listed, so that the object may be there all the same.
 */
export const find = async (cluster: Cluster, target: Target): Promise<FindOutcome> => {
  const kind = target.kind === null ? undefined : kindByWord(target.kind)?.kind;
  if (target.kind !== null && kind === undefined)
    return { type: 'not-found', suggestions: [], unexamined: [] };
  const kinds = kind === undefined ? diagnosable : [kind];
  const seen: Named[] = [];
  let unexamined: Unexamined[] = [];
  let answered = false;
  const home = target.namespace ?? cluster.namespace;
  const scopes = target.namespace === null && home !== null ? [home, null] : [home];
  for (const scope of scopes) {
    for (const name of [target.name, undefined]) {
      const found = await search(cluster, kinds, scope, name);
      if (found.failure !== null) return { type: 'unreadable', failure: found.failure };
      const fits = found.named.filter(({ ref }) =>
        name === undefined ? ref.name.startsWith(target.name) : ref.name === target.name,
      );
      const outcome = decide(fits, target.name);
      if (outcome !== null) return outcome;
      seen.push(...found.named);
      answered ||= found.answered;
      // The last search is the widest: what it could list leaves nothing open.
      unexamined = openAfter(found, target);
    }
  }
  const everything = await search(cluster, diagnosable, null);
  if (everything.failure !== null && !answered && !everything.answered)
    return { type: 'unreadable', failure: everything.failure };
  const suggestions = suggest(target.name, [...seen, ...everything.named]);
  const traces = await tracesOf(cluster, kind ?? null, target.namespace, target.name);
  return { type: 'not-found', suggestions, unexamined, ...(traces.length === 0 ? {} : { traces }) };
};

export type NamespaceOutcome =
  | { type: 'found' }
  | { type: 'not-found'; suggestions: string[] }
  | { type: 'unknown'; gap: Gap };

/**
 * Whether a namespace exists in which nothing was seen: the API server lists nothing there without a word. With the
 * names that come near; where no namespace may be listed, those in which something stands.
 */
export const findNamespace = async (cluster: Cluster, name: string): Promise<NamespaceOutcome> => {
  const read = await cluster.get('Namespace', null, name);
  if (!read.ok && read.failure.reason !== 'absent')
    return { type: 'unknown', gap: gapOf('Namespace', `namespace ${name}`, read.failure) };
  if (read.ok && read.value !== null) return { type: 'found' };
  const { named } = await search(cluster, ['Namespace'], null);
  const seen = named.length > 0 ? named : (await search(cluster, diagnosable, null)).named;
  const names = seen.flatMap(({ ref }) => (ref.kind === 'Namespace' ? ref.name : (ref.namespace ?? [])));
  // Of files that hold none, the objects in it say that it exists.
  return names.includes(name) ? { type: 'found' } : { type: 'not-found', suggestions: nearest(name, names) };
};

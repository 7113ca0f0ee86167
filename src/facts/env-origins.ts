import { isAbsent } from './absence.ts';
import { heldKeys } from './config-keys.ts';
import type { Facts } from './facts.ts';
import { nearest } from './near.ts';
import type { Container } from './objects.ts';
import type { ContainerView } from './pods.ts';

/** A ConfigMap or Secret that the environment of a container is taken from; `prefix` stands before its keys. */
export type EnvSource = {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  optional: boolean;
  prefix: string;
  /** The one key that a variable takes; null where all keys become variables. */
  key: string | null;
};

/** Where the declaration of a container takes a variable from, as far as that and what was read tell. */
export type EnvOrigin =
  | { from: 'value'; empty: boolean }
  /** `there` is null where it is not known whether the object has the key. */
  | { from: 'key'; source: EnvSource; key: string; there: boolean | null }
  | { from: 'field' }
  /** No entry names it: an optional source that does not exist may be meant to hold it. */
  | { from: 'lost'; source: EnvSource }
  /**
   * `open` are the sources that may hold it, `near` is the name of a variable that is nearly it: one of the spec, or where
   * `holder` is told, a key of that source.
   */
  | { from: 'nowhere'; open: EnvSource[]; near: string | null; holder: EnvSource | null };

type Ref = { name?: string | undefined; optional?: boolean | undefined; key?: string | undefined };
type Entry = NonNullable<Container['env']>[number];

const sourceOf = (kind: EnvSource['kind'], ref: Ref | undefined, prefix = ''): EnvSource[] =>
  ref?.name === undefined
    ? []
    : [{ kind, name: ref.name, optional: ref.optional === true, prefix, key: ref.key ?? null }];

const keySource = ({ valueFrom }: Entry): EnvSource | undefined =>
  [...sourceOf('ConfigMap', valueFrom?.configMapKeyRef), ...sourceOf('Secret', valueFrom?.secretKeyRef)][0];

/** The ConfigMaps and Secrets that become variables as a whole. */
export const wholeSources = ({ spec }: ContainerView): EnvSource[] =>
  (spec?.envFrom ?? []).flatMap(({ configMapRef, secretRef, prefix }) => [
    ...sourceOf('ConfigMap', configMapRef, prefix),
    ...sourceOf('Secret', secretRef, prefix),
  ]);

/** What a container starts without, where it does not exist. */
export const optionalSources = (view: ContainerView): EnvSource[] =>
  [...wholeSources(view), ...(view.spec?.env ?? []).flatMap((entry) => keySource(entry) ?? [])].filter(
    ({ optional }) => optional,
  );

const holds = (facts: Facts, { ref }: ContainerView, source: EnvSource, key: string): boolean | null => {
  const { kind, name } = source;
  const place = { namespace: ref.namespace, name };
  if (isAbsent(facts, kind, place)) return false;
  return heldKeys(facts, { kind, ...place })?.includes(key) ?? null;
};

const ofEntry = (facts: Facts, view: ContainerView, entry: Entry): EnvOrigin => {
  const source = keySource(entry);
  if (source !== undefined) {
    const key = source.key ?? '';
    return { from: 'key', source, key, there: source.optional ? holds(facts, view, source, key) : true };
  }
  return entry.valueFrom === undefined
    ? { from: 'value', empty: (entry.value ?? '') === '' }
    : { from: 'field' };
};

/** The variables that a whole source is known to give. */
const heldVariables = (facts: Facts, { ref }: ContainerView, { kind, name, prefix }: EnvSource): string[] =>
  (heldKeys(facts, { kind, namespace: ref.namespace, name }) ?? []).map((key) => `${prefix}${key}`);

/** Where a variable comes from; an entry of its own wins over whole sources, and of these the last that has it. */
export const originOf = (facts: Facts, view: ContainerView, variable: string): EnvOrigin => {
  const entry = view.spec?.env?.findLast(({ name }) => name === variable);
  if (entry !== undefined) return ofEntry(facts, view, entry);
  const asked = wholeSources(view)
    .filter(({ prefix }) => variable.startsWith(prefix))
    .map((source) => {
      const key = variable.slice(source.prefix.length);
      return { source, key, there: holds(facts, view, source, key) };
    });
  const holder = asked.findLast(({ there }) => there === true);
  if (holder !== undefined) return { from: 'key', ...holder };
  const lost = asked.find(
    ({ source: { kind, name, optional } }) =>
      optional && isAbsent(facts, kind, { namespace: view.ref.namespace, name }),
  );
  if (lost !== undefined) return { from: 'lost', source: lost.source };
  const names = (view.spec?.env ?? []).flatMap(({ name }) => name ?? []);
  const open = asked.filter(({ there }) => there === null).map(({ source }) => source);
  const held = asked.flatMap(({ source }) =>
    heldVariables(facts, view, source).map((name) => ({ name, source })),
  );
  const [near = null] = nearest(variable, [...names, ...held.map(({ name }) => name)]);
  const from = names.includes(near ?? '') ? undefined : held.find(({ name }) => name === near);
  return { from: 'nowhere', open, near, holder: from?.source ?? null };
};

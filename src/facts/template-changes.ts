import type { Template } from './pods.ts';

type Leaf = { path: string; value: string };

const valueAtMost = 60;
const leavesAtMost = 3;

/** What stands before the place where two values begin to differ, at least; UTF-16 units. */
const contextAtLeast = 12;

const sharedLength = (one: string, other: string): number => {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
};

/** Two values that differ, both cut so that they show where they begin to. */
const cutPair = (old: string, young: string): [string, string] => {
  const shared = sharedLength(old, young);
  // From the beginning of a word on, where the values differ beyond what is shown.
  const from = shared < valueAtMost - contextAtLeast ? 0 : old.lastIndexOf(' ', shared - contextAtLeast) + 1;
  const cut = (text: string): string => {
    const rest = text.slice(from);
    const shown = rest.length > valueAtMost ? `${rest.slice(0, valueAtMost - 1).toWellFormed()}…` : rest;
    return `${from === 0 ? '' : '…'}${shown}`;
  };
  return [cut(old), cut(young)];
};

/** The scalars of a value by their paths; a list of scalars counts as one: `command` reads as a line. */
const leavesOf = (path: string, value: unknown): Leaf[] => {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object')
    return [{ path, value: typeof value === 'string' ? value : JSON.stringify(value) }];
  if (Array.isArray(value)) {
    const list: unknown[] = value;
    return list.every((item) => typeof item !== 'object')
      ? [{ path, value: list.map(String).join(' ') }]
      : list.flatMap((item, index) => leavesOf(`${path}[${index}]`, item));
  }
  return Object.entries(value).flatMap(([key, one]) => leavesOf(`${path}.${key}`, one));
};

/** What differs in one field: `resources.limits.memory 64Mi → 32Mi`; by its name alone where too much does. */
const fieldChanges = (field: string, before: unknown, after: unknown): string[] => {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (before === undefined) return [`${field} added`];
  if (after === undefined) return [`${field} removed`];
  const [old, young] = [before, after].map(
    (value) => new Map(leavesOf(field, value).map((leaf) => [leaf.path, leaf.value])),
  );
  const paths = [...new Set([...(old?.keys() ?? []), ...(young?.keys() ?? [])])].filter(
    (path) => old?.get(path) !== young?.get(path),
  );
  if (paths.length === 0 || paths.length > leavesAtMost) return [`${field} changed`];
  return paths.map((path) => {
    const [from, to] = cutPair(old?.get(path) ?? 'not set', young?.get(path) ?? 'not set');
    return `${path} ${from} → ${to}`;
  });
};

type Containers = NonNullable<NonNullable<Template['spec']>['containers']>;

const envNames = (container: Containers[number] | undefined): Map<string, string> =>
  new Map((container?.env ?? []).map((entry) => [entry.name ?? '', JSON.stringify(entry)]));

const envPhrase = (verb: string, names: string[]): string[] =>
  names.length === 0 ? [] : [`env ${verb} ${names.join(', ')}`];

const envChanges = (before: Containers[number], after: Containers[number]): string[] => {
  const [old, young] = [envNames(before), envNames(after)];
  return [
    ...envPhrase(
      'added',
      [...young.keys()].filter((name) => !old.has(name)),
    ),
    ...envPhrase(
      'removed',
      [...old.keys()].filter((name) => !young.has(name)),
    ),
    ...envPhrase(
      'changed',
      [...young].filter(([name, value]) => old.has(name) && old.get(name) !== value).map(([name]) => name),
    ),
  ];
};

const compared = [
  'command',
  'args',
  'resources',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'envFrom',
  'ports',
  'volumeMounts',
  'securityContext',
] as const;

const containerChanges = (before: Containers[number], after: Containers[number]): string[] => {
  const image =
    before.image === after.image ? [] : [`image ${before.image ?? 'none'} → ${after.image ?? 'none'}`];
  const fields = compared.flatMap((field) => fieldChanges(field, before[field], after[field]));
  return [...image, ...fields, ...envChanges(before, after)];
};

const named = (containers: Containers | undefined): Map<string, Containers[number]> =>
  new Map((containers ?? []).map((container) => [container.name ?? '', container]));

/**
 * What differs between two pod templates, a phrase each: images in full, environment by name only (values may be
 * secret), of other fields the parts that differ.
 */
export const templateChanges = (before: Template | undefined, after: Template | undefined): string[] => {
  const phrases: string[] = [];
  for (const list of ['initContainers', 'containers'] as const) {
    const [old, young] = [named(before?.spec?.[list]), named(after?.spec?.[list])];
    for (const [name, container] of young) {
      const was = old.get(name);
      if (was === undefined) phrases.push(`container ${name} added`);
      else phrases.push(...containerChanges(was, container).map((phrase) => `${phrase} (container ${name})`));
    }
    phrases.push(
      ...[...old.keys()].filter((name) => !young.has(name)).map((name) => `container ${name} removed`),
    );
  }
  for (const field of [
    'volumes',
    'nodeSelector',
    'affinity',
    'tolerations',
    'serviceAccountName',
    'securityContext',
    'imagePullSecrets',
  ] as const) {
    phrases.push(...fieldChanges(field, before?.spec?.[field], after?.spec?.[field]));
  }
  return phrases;
};

const image = /^image (\S+) → (\S+)/;

/** The part of an image that tells two of one repository apart: its tag or digest. */
const versionOf = (reference: string): string => /[:@]([^/:@]+)$/.exec(reference)?.[1] ?? reference;
const repositoryOf = (reference: string): string => reference.replace(/[:@][^/]*$/, '');

/** The most telling of such phrases in few words, for the end of a sentence: `image v2 → v3`. */
export const briefChange = (phrases: readonly string[]): string | null => {
  const match = phrases.map((phrase) => image.exec(phrase)).find((found) => found !== null);
  if (match !== undefined) {
    const [, before = '', after = ''] = match;
    return repositoryOf(before) === repositoryOf(after)
      ? `image ${versionOf(before)} → ${versionOf(after)}`
      : `image ${before} → ${after}`;
  }
  return phrases[0]?.replace(/ \(container [^)]*\)$/, '') ?? null;
};

import { kinds } from '../facts/kinds.ts';
import type { OutsideKind } from '../facts/objects.ts';
import { at } from '../facts/outside/json.ts';
import { pluralOf } from '../facts/outside/plural.ts';
import { shortNames } from '../facts/outside/short-names.ts';
import type { RecordedObject } from './recording-format.ts';

const groupOf = ({ apiVersion }: RecordedObject): string =>
  apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';

/** Whether a recorded object is of a kind from outside Kubernetes, in whatever version it was recorded. */
export const isOutside = (object: RecordedObject, kind: OutsideKind): boolean =>
  object.kind === kind.kind && groupOf(object) === kind.group;

const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string' && one !== '');

/** The singular and the short names of a kind, where its CustomResourceDefinition was recorded, else those many know. */
const wordsFor = (objects: readonly RecordedObject[], group: string, kind: string): string[] => {
  const definition = objects.find(
    (object) =>
      object.kind === 'CustomResourceDefinition' &&
      at(object, 'spec', 'group') === group &&
      at(object, 'spec', 'names', 'kind') === kind,
  );
  const names = at(definition, 'spec', 'names');
  return definition === undefined
    ? [...shortNames(group, kind)]
    : [
        ...textsOf(at(names, 'plural')),
        ...textsOf(at(names, 'singular')),
        ...textsOf(at(names, 'shortNames')),
      ];
};

/** A kind in the words of a recording, once for each version: `Certificate.v1.cert-manager.io`. */
export const servedWords = ({ group, version, kind, versions = [version] }: OutsideKind): string[] =>
  versions.map((one) => `${kind}.${one}.${group}`);

/** The kinds of such words; what stands in the way of paths is by the rules of English, as no object says it. */
const kindsOfWords = (served: readonly string[]): OutsideKind[] => {
  const found = new Map<string, OutsideKind>();
  for (const word of served) {
    const [kind = '', version = '', ...rest] = word.split('.');
    const group = rest.join('.');
    const key = `${group} ${kind}`;
    const before = found.get(key);
    const versions = [...(before?.versions ?? []), version];
    found.set(
      key,
      before === undefined
        ? { group, version, kind, plural: pluralOf(kind), namespaced: true, versions }
        : { ...before, versions },
    );
  }
  return [...found.values()];
};

/** The kinds of the objects of a recording that kubewhy has no kind for, and those it says were served. */
export const outsideKinds = (
  objects: readonly RecordedObject[],
  served: readonly string[] = [],
): OutsideKind[] => {
  const declared = new Map(kindsOfWords(served).map((one) => [`${one.group} ${one.kind}`, one]));
  const seen = kindsOfObjects(objects).map((one): OutsideKind => {
    const { versions } = declared.get(`${one.group} ${one.kind}`) ?? {};
    return versions === undefined ? one : { ...one, versions };
  });
  const known = new Set(seen.map(({ group, kind }) => `${group} ${kind}`));
  return [...seen, ...[...declared].flatMap(([key, one]) => (known.has(key) ? [] : [one]))];
};

const kindsOfObjects = (objects: readonly RecordedObject[]): OutsideKind[] => {
  const found = new Map<string, OutsideKind>();
  for (const object of objects) {
    const group = groupOf(object);
    if (kinds.some((each) => each.kind === object.kind && each.group === group)) continue;
    const key = `${group} ${object.kind}`;
    const before = found.get(key);
    found.set(key, {
      group,
      version: object.apiVersion.split('/').at(-1) ?? '',
      kind: object.kind,
      plural: pluralOf(object.kind),
      words: before?.words ?? wordsFor(objects, group, object.kind),
      namespaced: before?.namespaced === true || object.metadata.namespace !== undefined,
    });
  }
  return [...found.values()];
};

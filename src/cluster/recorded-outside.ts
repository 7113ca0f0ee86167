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

/** The kinds of the objects of a recording that kubewhy has no kind for. */
export const outsideKinds = (objects: readonly RecordedObject[]): OutsideKind[] => {
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

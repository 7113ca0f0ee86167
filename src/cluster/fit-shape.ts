import type { KindName, Metadata } from '../facts/objects.ts';
import { nameOf } from '../facts/refs.ts';
import { isTime } from '../facts/times.ts';
import type { Read } from '../ports.ts';
import type { Fields, Shape } from './shapes.ts';
import { fieldsOfKind } from './shapes.ts';

/** Paths that are kept of one object: a sentence has no room for more. */
const pathsAtMost = 20;

type Walk = { path: string[]; wrong: string[] };

const wrongHere = ({ path, wrong }: Walk, key: string): undefined => {
  if (wrong.length < pathsAtMost)
    wrong.push(
      [...path, key].reduce((whole, step) => (step.startsWith('[') ? whole + step : `${whole}.${step}`)),
    );
};

/** The API has integers of 64 bits at most; larger ones would make sums that are no numbers. */
const isNumber = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= 2 ** 64;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value where it has the shape, mended where a part of it has not; undefined where there is nothing left of it. */
const fitted = (shape: Shape, value: unknown, key: string, walk: Walk): unknown => {
  switch (shape.is) {
    case 'any':
      return value;
    case 'text':
      // Quantities and labels in manifests are written as numbers: `cpu: 1`.
      if (typeof value === 'number') return String(value);
      return typeof value === 'string' ? value : wrongHere(walk, key);
    case 'time':
      return typeof value === 'string' && isTime(value) ? value : wrongHere(walk, key);
    case 'number':
      return isNumber(value) ? value : wrongHere(walk, key);
    case 'boolean':
      return typeof value === 'boolean' ? value : wrongHere(walk, key);
    case 'number or text':
      return typeof value === 'string' || isNumber(value) ? value : wrongHere(walk, key);
    case 'list':
      return Array.isArray(value)
        ? below(walk, key, () => fitItems(shape.of, value, walk))
        : wrongHere(walk, key);
    case 'map':
      return isObject(value)
        ? below(walk, key, () => bare(fitEntries(() => shape.of, value, walk)))
        : wrongHere(walk, key);
    case 'fields':
      return isObject(value)
        ? below(walk, key, () => fitEntries((field) => shape.fields.get(field), value, walk))
        : wrongHere(walk, key);
  }
};

const below = <T>({ path }: Walk, key: string, fit: () => T): T => {
  path.push(key);
  const value = fit();
  path.pop();
  return value;
};

/** Labels and the like are looked up by names from outside: `constructor` is one only where it was set. */
const bare = (map: object): object => {
  if (Object.getPrototypeOf(map) !== null) Object.setPrototypeOf(map, null);
  return map;
};

const fitItems = (of: Shape, list: readonly unknown[], walk: Walk): readonly unknown[] => {
  if (of.is === 'any') return list;
  const items = list.map((item, index) =>
    item === null || item === undefined ? undefined : fitted(of, item, `[${index}]`, walk),
  );
  return items.every((item, index) => item === list[index])
    ? list
    : items.filter((item) => item !== undefined);
};

/** Copies only what has to change: nearly always nothing has. */
const fitEntries = <T extends object>(
  shapeOf: (key: string) => Shape | undefined,
  value: T,
  walk: Walk,
): T => {
  let copy: T | null = null;
  for (const key of Object.keys(value)) {
    const shape = shapeOf(key);
    if (shape === undefined) continue;
    const before: unknown = Reflect.get(value, key);
    const after = before === null || before === undefined ? undefined : fitted(shape, before, key, walk);
    if (after === before) continue;
    copy ??= { ...value };
    if (after === undefined) Reflect.deleteProperty(copy, key);
    else Reflect.set(copy, key, after);
  }
  return copy ?? value;
};

/**
 * An object with only those of its fields that have the type the API declares for its kind, so that every reader can
 * rely on the types: what is there is right, and whatever is wrong is absent. `wrong` has the paths of what was left
 * out, `spec.containers[1].ports`, at most 20 of them. Null fields are absent ones. The object stays as it is, but for its
 * maps (labels, limits), which lose the names that JavaScript gives every object.
 */
export const fitShape = <T extends object>(
  kind: KindName | null,
  object: T,
): { object: T; wrong: readonly string[] } => {
  const shape: Fields = fieldsOfKind(kind);
  const walk: Walk = { path: [], wrong: [] };
  const fit = fitEntries((field) => shape.fields.get(field), object, walk);
  return { object: fit, wrong: walk.wrong };
};

/** Paths that are named of one object before the rest is left to be guessed. */
const namedAtMost = 3;

/** The words for what an object lost: `metadata.labels, spec.replicas of Deployment shop/web`; none where it lost nothing. */
export const misfitOf = (
  kind: string,
  { metadata }: { metadata?: Metadata | undefined },
  wrong: readonly string[],
): string[] => {
  if (wrong.length === 0) return [];
  const ref = { kind, namespace: metadata?.namespace ?? null, name: metadata?.name ?? '(without a name)' };
  const more = wrong.length > namedAtMost ? ' and more' : '';
  return [`${wrong.slice(0, namedAtMost).join(', ')}${more} of ${nameOf(ref)}`];
};

/** A read that went well, and what of it was left out. */
export const readWell = <T>(value: T, wrong: readonly string[]): Read<T> =>
  wrong.length === 0 ? { ok: true, value } : { ok: true, value, wrong };

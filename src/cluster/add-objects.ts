import { kindOf, kinds } from '../facts/kinds.ts';
import type { KindName } from '../facts/objects.ts';
import { renew } from './old-shapes.ts';
import { addOwnDocument } from './own-documents.ts';
import type { RecordedObject, Recording } from './recording-format.ts';
import { firstSteps } from './recording.ts';
import { isFields } from './wire.ts';

type Fields = Record<string, unknown>;

/** What the place of a file says about the objects in it, where they do not say it themselves. */
export type Surroundings = { kind: KindName | null; namespace: string | null };

const isObject = (value: Fields): value is RecordedObject =>
  typeof value['apiVersion'] === 'string' &&
  typeof value['kind'] === 'string' &&
  isFields(value['metadata']) &&
  typeof value['metadata']['name'] === 'string' &&
  value['metadata']['name'] !== '';

/** `v1`, `apps/v1`. */
const versionOf = (name: KindName): string => {
  const { group, version } = kindOf(name);
  return group === '' ? version : `${group}/${version}`;
};

/** Cuts the list of every field by path to what is read of it, in place. */
export const cutFieldPaths = ({ metadata }: RecordedObject): void => {
  if (!Array.isArray(metadata.managedFields)) return;
  for (const entry of metadata.managedFields)
    if (isFields(entry) && isFields(entry.fieldsV1)) entry.fieldsV1 = firstSteps(entry.fieldsV1);
};

const addObject = (into: Recording, value: Fields, { namespace }: Surroundings): string | null => {
  renew(value);
  const { apiVersion, kind, metadata } = value;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string')
    return 'a Kubernetes object: a mapping with apiVersion, kind and metadata';
  if (kind === 'Status' && apiVersion === 'v1' && typeof value['message'] === 'string')
    return `Kubernetes objects; this is an error that the API server gave: ${value['message']}`;
  const known = kinds.find((each) => each.kind === kind);
  // Kustomizations and values of other tools lie beside manifests; they are no cluster's objects.
  if (!isObject(value)) {
    if (known === undefined && !isFields(metadata)) return null;
    return `metadata.name of this ${kind}, a text that is not empty`;
  }
  if (value.metadata.namespace !== undefined && typeof value.metadata.namespace !== 'string')
    return `metadata.namespace of ${kind} ${value.metadata.name}, a text`;
  if (known?.namespaced === true) value.metadata.namespace ??= namespace ?? 'default';
  // What stands outside of namespaces has none, whatever a file says.
  if (known?.namespaced === false) delete value.metadata.namespace;
  into.objects.push(value);
  return null;
};

/** A list of one kind, as the API gives it, is that kind's list to its end. */
const noteWhole = (into: Recording, kind: string, from: number): void => {
  const known = kinds.find((each) => each.kind === kind);
  if (known === undefined) return;
  const places = new Set(into.objects.slice(from).map(({ metadata }) => metadata.namespace ?? null));
  for (const namespace of places.size === 0 ? [null] : places)
    into.whole?.push({ kind: known.kind, namespace: known.namespaced ? namespace : null });
};

const addItems = (
  into: Recording,
  items: readonly unknown[],
  shared: Fields,
  around: Surroundings,
): string | null => {
  for (const item of items) {
    if (!isFields(item)) return 'items that are mappings';
    const expected = addDocument(into, { ...shared, ...item }, around);
    if (expected !== null) return expected;
  }
  return null;
};

const isList = ({ kind, items, metadata }: Fields): boolean =>
  typeof kind === 'string' &&
  kind.endsWith('List') &&
  (Array.isArray(items) || (items === undefined && !(isFields(metadata) && 'name' in metadata)));

/**
 * Adds what one document holds: an object, a list in any depth, objects one after the other in brackets, or a document
 * of our own. Nulls must have been dropped. What comes back is what was expected instead, or null when all is well.
 */
export const addDocument = (
  into: Recording,
  value: unknown,
  around: Surroundings = { kind: null, namespace: null },
): string | null => {
  if (value === null || value === undefined) return null;
  const shared = around.kind === null ? {} : { apiVersion: versionOf(around.kind), kind: around.kind };
  if (Array.isArray(value)) {
    if (value.every((item) => isFields(item) && (around.kind !== null || 'kind' in item)))
      return addItems(into, value, shared, around);
    return 'a Kubernetes object: a mapping with apiVersion, kind and metadata';
  }
  if (!isFields(value)) return 'a Kubernetes object: a mapping with apiVersion, kind and metadata';
  const { apiVersion, kind, items } = value;
  if (apiVersion === 'kubewhy/v1') return addOwnDocument(into, value);
  if (isList(value)) {
    const one = String(kind).replace(/List$/, '');
    const before = into.objects.length;
    const own = one === '' ? {} : { apiVersion, kind: one };
    const expected = addItems(into, Array.isArray(items) ? items : [], { ...shared, ...own }, around);
    if (expected === null && one !== '' && around.kind === null) noteWhole(into, one, before);
    return expected;
  }
  return addObject(into, { ...shared, ...value }, around);
};

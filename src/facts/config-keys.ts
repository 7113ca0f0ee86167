import type { Facts } from './facts.ts';
import { fieldOf } from './field-of.ts';
import type { Metadata } from './objects.ts';

type Holder = { kind: 'ConfigMap' | 'Secret'; namespace: string | null; name: string };

const keysIn = (fields: unknown, path: string): string[] => {
  const below = fieldOf(fields, path);
  return typeof below === 'object' && below !== null
    ? Object.keys(below).flatMap((key) => (key.startsWith('f:') ? [key.slice(2)] : []))
    : [];
};

/** Every key has an owner among the field managers, so that the keys are known where only metadata was read. */
const managed = (metadata: Metadata | undefined): string[] =>
  (metadata?.managedFields ?? []).flatMap(({ fieldsV1 }) => [
    ...keysIn(fieldsV1, 'f:data'),
    ...keysIn(fieldsV1, 'f:binaryData'),
  ]);

/**
 * The names of the keys that a ConfigMap or Secret holds, as they were read, or else by the managers of its fields; null where
 * neither tells.
 */
export const heldKeys = (facts: Facts, { kind, namespace, name }: Holder): string[] | null => {
  const read = facts.keys.find(
    (one) => one.kind === kind && one.namespace === namespace && one.name === name,
  );
  if (read !== undefined) return read.keys;
  const object = facts.objects[kind].find(
    ({ metadata }) => metadata?.name === name && (metadata.namespace ?? null) === namespace,
  );
  const binary = object !== undefined && 'binaryData' in object ? object.binaryData : {};
  const keys = new Set([
    ...Object.keys(object?.data ?? {}),
    ...Object.keys(binary ?? {}),
    ...managed(object?.metadata),
  ]);
  return keys.size === 0 ? null : [...keys].toSorted();
};

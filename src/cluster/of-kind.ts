import { kindOf, kinds } from '../facts/kinds.ts';
import type { KindName, ObjectOf } from '../facts/objects.ts';
import type { RecordedObject } from './recording-format.ts';

/**
 * Whether a recorded object is of a kind. Another version of the same group counts: what a newer version has more, every
 * reader takes for absent.
 */
export const isOfKind = <K extends KindName>(
  object: RecordedObject,
  kind: K,
): object is RecordedObject & ObjectOf[K] => {
  const group = object.apiVersion.includes('/') ? (object.apiVersion.split('/')[0] ?? '') : '';
  return object.kind === kind && group === kindOf(kind).group;
};

/** The kind of a recorded object, or null where it comes from outside Kubernetes. */
export const kindOfRecorded = (object: RecordedObject): KindName | null =>
  kinds.find(({ kind }) => isOfKind(object, kind))?.kind ?? null;

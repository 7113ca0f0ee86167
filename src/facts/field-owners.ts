import { managerName } from './changes/managers.ts';
import { fieldOf } from './field-of.ts';
import type { Metadata } from './objects.ts';

/** Who wrote a field last, and when; the API server keeps no time for writes through `scale`. */
export type FieldOwner = { by: string; at: string | null };

/**
 * The managers that own a field by its path (`f:spec`, `f:suspend`), the newest first. A value that is changed has its
 * last writer alone as its owner: https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts
 */
export const ownersOf = (metadata: Metadata | undefined, ...path: string[]): FieldOwner[] =>
  (metadata?.managedFields ?? [])
    .filter((entry) => entry.subresource !== 'status' && fieldOf(entry.fieldsV1, ...path) !== undefined)
    .map(({ manager, subresource, time }) => ({
      by: manager === 'kubectl' && subresource === 'scale' ? 'kubectl scale' : (managerName(manager) ?? ''),
      at: time ?? null,
    }))
    .filter(({ by }) => by !== '')
    .toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? ''));

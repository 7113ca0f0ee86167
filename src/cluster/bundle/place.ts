import { kinds } from '../../facts/kinds.ts';
import type { KindName } from '../../facts/objects.ts';

/**
 * What a file of a bundle holds, told by its path. `kind` null: of a kind from outside Kubernetes. `namespace` null:
 * objects outside of namespaces. `name`: the one object in it, null for a list. `whole`: the list is all there was.
 */
export type Place =
  | { holds: 'objects'; kind: KindName | null; namespace: string | null; name: string | null; whole: boolean }
  /** `container` null: the logs of all containers of the pod. `timed`: every line begins with its time. */
  | {
      holds: 'log';
      namespace: string;
      pod: string;
      container: string | null;
      previous: boolean;
      timed: boolean;
    }
  /** Why lists of a kind could not be collected, by namespace. */
  | { holds: 'errors'; kind: KindName };

/** Tells what a file holds; null for files that are none of its business. `path` has no empty part, parted at `/`. */
export type Layout = (path: readonly string[]) => Place | null;

/** The kind whose plural is `word`; `group` is empty for Kubernetes' core. */
export const kindByPlural = (word: string, group?: string): KindName | null =>
  kinds.find((kind) => kind.plural === word && (group === undefined || kind.group === group))?.kind ?? null;

/** `pods` of `pods.yaml`, where the file has one of the endings; null where it has not. */
export const stem = (file: string, ...endings: readonly string[]): string | null => {
  const ending = endings.find((one) => file.endsWith(one) && file.length > one.length);
  return ending === undefined ? null : file.slice(0, -ending.length);
};

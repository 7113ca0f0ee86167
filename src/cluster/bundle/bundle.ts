import type { KindName } from '../../facts/objects.ts';
import { clusterDump, dumpRoots } from './cluster-dump.ts';
import { mustGather } from './must-gather.ts';
import type { Place } from './place.ts';
import { supportBundle } from './support-bundle.ts';

/**
 * A file below a folder or in an archive. `path` is relative and parted at `/`; `shown` is how people find it. Only as
 * much of it is read as is asked for: `tail` gives the end of it, whole lines of at most `atMost` bytes.
 */
export type Entry = {
  path: string;
  shown: string;
  text: () => Promise<string>;
  tail: (atMost: number) => Promise<string>;
};

/** A file of objects that is read when one of its kind is asked for. */
export type Part = Place & { holds: 'objects'; entry: Entry };
/** A log that is read when it is asked for. */
export type StoredLog = Place & { holds: 'log'; entry: Entry };
/** A file in which the collector says why it has no list of a kind. */
export type Errors = Place & { holds: 'errors'; entry: Entry };
export type Bundle = { parts: Part[]; logs: StoredLog[]; errors: Errors[] };

/** Of pods there can be a list and, beside it, a file for each: the list is enough. */
const withoutRepeats = (parts: readonly Part[]): Part[] => {
  const key = ({ kind, namespace }: Part): string => `${kind} ${namespace ?? ''}`;
  const listed = new Set(parts.filter(({ name }) => name === null).map(key));
  return parts.filter((part) => part.name === null || part.kind === null || !listed.has(key(part)));
};

/** `around` is what stands before the paths: the folder that was named can lie inside of a bundle. */
const placesOf = (paths: readonly string[], around: readonly string[]): ((path: string) => Place | null) => {
  const dump = clusterDump(dumpRoots(paths));
  return (path) => {
    const parts = path.split('/');
    const full = [...around, ...parts];
    return supportBundle(full) ?? mustGather(full) ?? dump(parts);
  };
};

/** Whether a path can be part of a bundle, before all its paths are known. */
export const canMatter = (path: string): boolean =>
  /(?:^|\/)(?:cluster-resources|cluster-scoped-resources|namespaces)\/|(?:^|\/)(?:nodes\.(?:json|yaml)|logs\.txt)$|\/(?:events|pods|services|deployments|daemonsets|replicasets|replication-controllers)\.(?:json|yaml)$/.test(
    path,
  );

/** What lies in the files as a bundle; null where their layout is that of none. Files of no account are passed over. */
export const asBundle = (entries: readonly Entry[], around: readonly string[]): Bundle | null => {
  const placeOf = placesOf(
    entries.map(({ path }) => path),
    around,
  );
  const bundle: Bundle = { parts: [], logs: [], errors: [] };
  for (const entry of entries) {
    const place = placeOf(entry.path);
    if (place?.holds === 'objects') bundle.parts.push({ ...place, entry });
    if (place?.holds === 'log') bundle.logs.push({ ...place, entry });
    if (place?.holds === 'errors') bundle.errors.push({ ...place, entry });
  }
  if (bundle.parts.length === 0) return null;
  return { ...bundle, parts: withoutRepeats(bundle.parts) };
};

/**
 * Kinds whose times tell when a bundle was made: heartbeats and events; where there are none, the last changes of pods,
 * which are most of what a bundle holds.
 */
export const ticking: readonly (readonly KindName[])[] = [['Node', 'Lease', 'Event'], ['Pod']];

import type { Facts } from './facts.ts';
import type { LogSign } from './log-signs/sign.ts';
import { mountedPath, sourcesOf } from './mounted-paths.ts';
import type { Source, Volume } from './mounted-paths.ts';
import { nearest } from './near.ts';
import type { ContainerView } from './pods.ts';

/** Why a file that a program wants is not where it looks, as far as what is mounted tells. */
export type MissingFile =
  | { why: 'no-key'; at: string; source: Source; file: string; near: string | null }
  | { why: 'mounted-elsewhere'; at: string; source: Source; file: string }
  | { why: 'empty'; at: string; volume: Volume };

const fileOf = (path: string): string => path.replace(/^.*\//, '');

/** A ConfigMap or Secret with a file of that name, mounted at another place. */
const elsewhere = (facts: Facts, view: ContainerView, path: string): MissingFile | null => {
  const file = fileOf(path);
  for (const { name, mountPath = '', subPath } of view.spec?.volumeMounts ?? []) {
    const volume = view.pod.spec?.volumes?.find((one) => one.name === name);
    if (volume === undefined || subPath !== undefined) continue;
    const source = sourcesOf(facts, view, volume).find(({ files }) => files?.includes(file) === true);
    if (source !== undefined && `${mountPath}/${file}` !== path)
      return { why: 'mounted-elsewhere', at: mountPath, source, file };
  }
  return null;
};

/**
 * What the mounts of a container say about a file that its log misses; null where they say nothing: the file belongs to the
 * image, or it is there by all that was read.
 */
export const missingFile = (facts: Facts, view: ContainerView, { subject }: LogSign): MissingFile | null => {
  if (subject?.startsWith('/') !== true) return null;
  const mounted = mountedPath(view, subject);
  if (mounted === null) return elsewhere(facts, view, subject);
  const { at, volume, below } = mounted;
  if (volume.emptyDir !== undefined && view.role !== 'init') return { why: 'empty', at, volume };
  const sources = sourcesOf(facts, view, volume);
  const files = sources.flatMap((source) => source.files ?? []);
  const [source] = sources;
  if (
    source === undefined ||
    below === '' ||
    files.includes(below) ||
    sources.some((one) => one.files === null)
  )
    return null;
  const near = nearest(below, files, 1)[0] ?? null;
  const holder = sources.find((one) => near !== null && one.files?.includes(near) === true) ?? source;
  return elsewhere(facts, view, subject) ?? { why: 'no-key', at, source: holder, file: below, near };
};

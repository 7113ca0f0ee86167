import { mountedPath } from './mounted-paths.ts';
import type { MountedPath, Volume } from './mounted-paths.ts';
import { pathsIn } from './named-paths.ts';
import type { ContainerView } from './pods.ts';

/** A file or folder of configuration that others than its owner may not read, by the mode that the pod gives it. */
export type ClosedMount = {
  path: string;
  mounted: MountedPath;
  mode: number;
  /** The line that names the path; null where only the spec does. */
  line: string | null;
};

/** What the API server gives where no mode is set: https://kubernetes.io/docs/concepts/storage/projected-volumes/ */
const openMode = 0o644;
/** https://man7.org/linux/man-pages/man7/inode.7.html */
const othersRead = 0o004;

type Item = { path?: string | undefined; mode?: number | undefined };

const itemsOf = ({ secret, configMap, projected }: Volume): readonly Item[] => [
  ...(secret?.items ?? []),
  ...(configMap?.items ?? []),
  ...(projected?.sources ?? []).flatMap((source) => [
    ...(source.secret?.items ?? []),
    ...(source.configMap?.items ?? []),
  ]),
];

const defaultModeOf = ({ secret, configMap, projected }: Volume): number | null => {
  const source = secret ?? configMap ?? projected;
  return source === undefined ? null : (source.defaultMode ?? openMode);
};

const isClosed = (mode: number | null): mode is number => mode !== null && (mode & othersRead) === 0;

/** The mode by which a file of such a volume is closed; of the volume as a whole (`below` empty) that of any of its files. */
const closedMode = (volume: Volume, below: string): number | null => {
  const items = itemsOf(volume);
  const modes = items.filter(({ path }) => below === '' || path === below).map(({ mode }) => mode ?? null);
  const all = [
    ...modes.map((mode) => mode ?? defaultModeOf(volume)),
    ...(modes.length === 0 ? [defaultModeOf(volume)] : []),
  ];
  return all.find(isClosed) ?? null;
};

const closedAt = (view: ContainerView, path: string, line: string | null): ClosedMount[] => {
  const mounted = mountedPath(view, path);
  const mode = mounted === null ? null : closedMode(mounted.volume, line === null ? '' : mounted.below);
  return mounted === null || mode === null ? [] : [{ path, mounted, mode, line }];
};

/** Lines before a complaint in which the file may stand that it is about. */
const linesBefore = 5;

/**
 * What a container was denied that does not say what: a file of a closed mount that stands in its line or shortly before, the
 * nearest first; else the only closed mount it has. `at` is the index of the complaint. Null where neither is.
 */
export const closedMount = (
  view: ContainerView,
  lines: readonly string[],
  at: number,
): ClosedMount | null => {
  const near = lines.slice(Math.max(0, at - linesBefore), at + 1).toReversed();
  const named = near.flatMap((line) =>
    pathsIn(line)
      .toReversed()
      .flatMap((path) => closedAt(view, path, line)),
  );
  const [first] = named;
  if (first !== undefined) return first;
  const mounts = (view.spec?.volumeMounts ?? []).flatMap(({ mountPath = '' }) =>
    closedAt(view, mountPath.replace(/\/+$/, ''), null),
  );
  const [only] = mounts;
  return mounts.length === 1 && only !== undefined ? only : null;
};

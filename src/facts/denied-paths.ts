import { closedMount } from './closed-mounts.ts';
import type { ClosedMount } from './closed-mounts.ts';
import type { LogSign } from './log-signs/sign.ts';
import { mountedPath } from './mounted-paths.ts';
import type { MountedPath } from './mounted-paths.ts';
import type { ContainerView } from './pods.ts';

/**
 * A file that a program may not touch: where it lies (`mounted` is null for a file of the image) and as whom the container runs,
 * as far as the pod says so. `user` is null where the image decides. `closed` is the mode of a mount that only its owner may
 * read, and the line before that names the path, where the complaint names no file.
 */
export type DeniedPath = {
  path: string;
  mounted: MountedPath | null;
  user: number | null;
  fsGroup: number | null;
  closed: Pick<ClosedMount, 'mode' | 'line'> | null;
};

/** The user and group that the pod sets for a container; null where the image decides. */
const runsAs = ({ pod, spec }: ContainerView): Pick<DeniedPath, 'user' | 'fsGroup'> => ({
  user: spec?.securityContext?.runAsUser ?? pod.spec?.securityContext?.runAsUser ?? null,
  fsGroup: pod.spec?.securityContext?.fsGroup ?? null,
});

/** A complaint without a path, of a user that is not root and has no group among the files of volumes. */
const byMode = (view: ContainerView, { at }: LogSign, lines: readonly string[]): DeniedPath | null => {
  const as = runsAs(view);
  if (as.user === null || as.user === 0 || as.fsGroup !== null) return null;
  const closed = closedMount(view, lines, at);
  if (closed === null) return null;
  const { path, mounted } = closed;
  return { path, mounted, closed, ...as };
};

/**
 * What the pod says about a path that its log (`lines`) is denied; null where that explains nothing: no absolute path was named
 * and no mount is closed, or the file belongs to the image and so does the user.
 */
export const deniedPath = (
  view: ContainerView,
  sign: LogSign,
  lines: readonly string[],
): DeniedPath | null => {
  const { subject } = sign;
  if (subject === null) return byMode(view, sign, lines);
  if (!subject.startsWith('/') || /^\/(?:proc|sys|dev)\//.test(subject)) return null;
  const mounted = mountedPath(view, subject);
  const as = runsAs(view);
  return (mounted === null && as.user === null) || as.user === 0
    ? null
    : { path: subject, mounted, closed: null, ...as };
};

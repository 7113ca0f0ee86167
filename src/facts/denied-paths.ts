import type { LogSign } from './log-signs/sign.ts';
import { mountedPath } from './mounted-paths.ts';
import type { MountedPath } from './mounted-paths.ts';
import type { ContainerView } from './pods.ts';

/**
 * A file that a program may not touch: where it lies (`mounted` is null for a file of the image) and as whom the container runs,
 * as far as the pod says so. `user` is null where the image decides.
 */
export type DeniedPath = {
  path: string;
  mounted: MountedPath | null;
  user: number | null;
  fsGroup: number | null;
};

/** The user and group that the pod sets for a container; null where the image decides. */
const runsAs = ({ pod, spec }: ContainerView): Pick<DeniedPath, 'user' | 'fsGroup'> => ({
  user: spec?.securityContext?.runAsUser ?? pod.spec?.securityContext?.runAsUser ?? null,
  fsGroup: pod.spec?.securityContext?.fsGroup ?? null,
});

/**
 * What the pod says about a path that its log is denied; null where that explains nothing: no absolute path was named, or the
 * file belongs to the image and so does the user.
 */
export const deniedPath = (view: ContainerView, { subject }: LogSign): DeniedPath | null => {
  if (subject?.startsWith('/') !== true || /^\/(?:proc|sys|dev)\//.test(subject)) return null;
  const mounted = mountedPath(view, subject);
  const as = runsAs(view);
  return (mounted === null && as.user === null) || as.user === 0 ? null : { path: subject, mounted, ...as };
};

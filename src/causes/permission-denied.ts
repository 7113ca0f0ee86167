import { lacksCapability } from '../facts/capabilities.ts';
import { deniedPath } from '../facts/denied-paths.ts';
import type { DeniedPath } from '../facts/denied-paths.ts';
import { logEvidence, specEvidence } from '../facts/evidence.ts';
import { explanations } from '../facts/explanations.ts';
import { volumeWords } from '../facts/mounted-paths.ts';
import type { Volume } from '../facts/mounted-paths.ts';
import { familyOf } from '../facts/pods.ts';
import { spokenEvidence } from '../facts/spoken.ts';
import { editCommand } from '../facts/workloads.ts';
import type { Cause } from './cause.ts';

/** Volumes to which the kubelet gives no group: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ */
const keepsOwner = ({ hostPath, nfs }: Volume): boolean => hostPath !== undefined || nfs !== undefined;
const isConfiguration = ({ configMap, secret, projected }: Volume): boolean =>
  configMap !== undefined || secret !== undefined || projected !== undefined;

const modeWords = (mode: number): string => mode.toString(8).padStart(4, '0');

const whyOf = ({ mounted, fsGroup, closed }: DeniedPath): string => {
  if (mounted === null) return 'in the image that belongs to another user';
  const there = `${volumeWords(mounted.volume)} is mounted at ${mounted.at}`;
  if (keepsOwner(mounted.volume)) return `${there} and belongs to whoever owns it on its host`;
  if (closed !== null)
    return `${there} with mode ${modeWords(closed.mode)}, and no fsGroup lets it read that`;
  if (isConfiguration(mounted.volume)) return `${there}, and its mode lets only its owner read it`;
  return fsGroup === null ? `${there}, and no fsGroup makes it the pod's` : there;
};

const remedyOf = ({ path, mounted, user, fsGroup }: DeniedPath): string => {
  if (mounted === null)
    return `Mount an emptyDir where it writes, or make ${path} writable for user ${user ?? ''} in the image`;
  if (keepsOwner(mounted.volume))
    return `Give the folder to user ${user ?? 'of the container'} where it lies (chown), or from an init container that runs as root: fsGroup does not change a ${volumeWords(mounted.volume).split(' ')[0] ?? ''}`;
  if (isConfiguration(mounted.volume))
    return 'Set defaultMode to 0444, or fsGroup so that the group may read it';
  const beyond =
    mounted.volume.persistentVolumeClaim === undefined
      ? ''
      : '; where a hostPath or NFS share is behind the claim, which it does not change, chown it from an init container';
  return fsGroup === null
    ? `Set securityContext.fsGroup of the pod${user === null ? ' to the group of the container' : ` (for example ${user})`}${beyond}`
    : 'See who owns the files of the volume (ls -ln), and give them to the group of fsGroup';
};

export const permissionDenied: Cause = {
  id: 'permission-denied',
  title: 'Container may not use a file',
  rulesOut: 'known errors in logs',
  signal:
    'The last complaint of a container in trouble says that permission is denied for a path: in a volume that belongs to somebody else (no fsGroup, or a hostPath or NFS share, which it does not change), or in an image that the pod has run as another user. Where no path is named, a ConfigMap, Secret or projected volume whose mode gives others no read, and a path in it in the lines before.',
  looksAt: ['Pod', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    explanations(facts, 'permission').flatMap(({ trouble, spoken, sign }) => {
      const denied = sign === null ? null : deniedPath(trouble.view, sign, spoken?.log.lines ?? []);
      if (spoken === null || sign === null || denied === null || lacksCapability(facts, trouble)) return [];
      const { view, words, effect } = trouble;
      const { path, user, fsGroup, closed } = denied;
      const who = user === null ? 'the user of its image' : `user ${user}`;
      const what = closed?.line === null ? `a file, by the spec one in ${path}` : path;
      return [
        {
          severity: 'critical' as const,
          confidence: 'likely' as const,
          object: view.ref,
          summary: `${words} because ${who} is denied ${what}: ${whyOf(denied)}`,
          brief: `${words} because ${who} is denied ${what}${closed === null ? '' : ` (mode ${modeWords(closed.mode)}, no fsGroup)`}`,
          effect,
          evidence: [
            spokenEvidence(spoken, sign),
            ...(closed?.line == null ? [] : [logEvidence(spoken.view, spoken.log, closed.line)]),
            specEvidence(
              view.ref,
              `${view.name}: runAsUser ${user ?? 'of the image'}, fsGroup ${fsGroup ?? 'none'}${denied.mounted === null ? '' : `; ${denied.mounted.at}: ${volumeWords(denied.mounted.volume)}`}${closed === null ? '' : ` with mode ${modeWords(closed.mode)}`}`,
            ),
            ...trouble.evidence,
          ],
          remedies: [{ title: remedyOf(denied), command: editCommand(facts, view.pod), action: null }],
          fingerprint: `${familyOf(view.pod)} ${view.name} ${path}`,
        },
      ];
    }),
};

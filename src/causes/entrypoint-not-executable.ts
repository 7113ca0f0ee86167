import { specEvidence } from '../facts/evidence.ts';
import { containerTitle, familyOf } from '../facts/pods.ts';
import { capital } from '../facts/sentences.ts';
import { hidingMount, startFailures } from '../facts/starts.ts';
import type { StartFailure } from '../facts/starts.ts';
import type { Cause } from './cause.ts';

/** The fields of the securityContexts that decide who runs the file and what that user may. */
const securityOf = ({ view }: StartFailure): string => {
  const { runAsUser, runAsGroup, fsGroup } = {
    ...view.pod.spec?.securityContext,
    ...view.spec?.securityContext,
  };
  const set = Object.entries({ runAsUser, runAsGroup, fsGroup }).filter(([, value]) => value !== undefined);
  return set.map(([name, value]) => `${name} ${String(value)}`).join(', ');
};

/** Where the file comes from decides how it gets the right to be executed. */
const remedyOf = (failure: StartFailure, mount: string | null): string => {
  const { view, command } = failure;
  if (mount === null)
    return securityOf(failure).includes('runAsUser')
      ? `Make ${command ?? 'the file'} executable for the user it runs as (chmod a+rx in the image)`
      : `Make ${command ?? 'the file'} executable in the image (chmod +x), and check that it is a file and no folder`;
  const volume = view.spec?.volumeMounts?.find(({ mountPath }) => mountPath === mount)?.name;
  const source = view.pod.spec?.volumes?.find(({ name }) => name === volume);
  return source?.configMap === undefined && source?.secret === undefined
    ? `Give the file the right to be executed; a volume mounted noexec never allows it`
    : `Set defaultMode: 0755 on volume ${volume ?? ''}: files of a ConfigMap or Secret are not executable`;
};

export const entrypointNotExecutable: Cause = {
  id: 'entrypoint-not-executable',
  title: 'Command may not be executed',
  rulesOut: 'container start',
  signal:
    'The runtime says "permission denied" of the file it was to execute (StartError), or a shell ended with exit code 126 and names the file.',
  looksAt: ['Pod', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    startFailures(facts, 'permission').map((failure) => {
      const { view, command, evidence } = failure;
      const mount = hidingMount(view, command)?.at ?? null;
      const security = securityOf(failure);
      return {
        severity: 'critical',
        confidence: 'certain',
        object: view.ref,
        summary: `${capital(containerTitle(view))} cannot start: ${command ?? 'its command'} may not be executed (permission denied)`,
        evidence: [
          ...evidence,
          ...(mount === null
            ? []
            : [specEvidence(view.ref, `${view.name}: a volume is mounted at ${mount}`)]),
          ...(security === '' ? [] : [specEvidence(view.ref, `${view.name}: securityContext: ${security}`)]),
        ],
        remedies: [{ title: remedyOf(failure, mount), command: null, action: null }],
        fingerprint: `${familyOf(view.pod)} ${view.name}`,
      };
    }),
};

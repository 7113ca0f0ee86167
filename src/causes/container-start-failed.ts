import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { familyOf } from '../facts/pods.ts';
import { startFailures } from '../facts/starts.ts';
import type { StartProblem } from '../facts/starts.ts';
import type { Cause } from './cause.ts';

const words: { [P in StartProblem]?: { what: string; remedy: string } } = {
  permission: {
    what: 'its command may not be executed (permission denied)',
    remedy: 'Make the file executable in the image, or run as a user that may',
  },
  architecture: {
    what: 'its command is built for another architecture (exec format error)',
    remedy: 'Build the image for the architecture of the node',
  },
  'run-as-root': {
    what: 'runAsNonRoot is set and the image runs as root',
    remedy: 'Set securityContext.runAsUser, or a non-root USER in the image',
  },
  mount: { what: 'one of its mounts is not possible', remedy: 'Correct the mountPath or subPath' },
};

/** Where the runtime could not mount, and the last reason it gives. */
const mountFault = (sentence: string): string => {
  const path = /to rootfs at "([^"]+)"/.exec(sentence)?.[1];
  const why = /not a directory|no such file or directory|permission denied|read-only file system/.exec(
    sentence,
  )?.[0];
  return [path === undefined ? '' : `: mountPath ${path}`, why === undefined ? '' : `: ${why}`].join('');
};

export const containerStartFailed: Cause = {
  id: 'container-start-failed',
  title: 'Container cannot be created or started',
  rulesOut: 'container start',
  signal:
    'A container waits in CreateContainerError, RunContainerError or CreateContainerConfigError, or ended in StartError, for another reason than a missing command or a missing reference; the sentence of the runtime is quoted.',
  looksAt: ['Pod'],
  about: ['Pod'],
  look: (facts) =>
    startFailures(facts)
      .filter(({ problem }) => problem !== 'command-not-found')
      .map(({ view, problem, sentence, evidence }) => {
        const known = words[problem];
        const context = { ...view.pod.spec?.securityContext, ...view.spec?.securityContext };
        const security =
          problem === 'run-as-root'
            ? [specEvidence(view.ref, `securityContext: ${JSON.stringify(context)}`)]
            : [];
        return {
          severity: 'critical',
          confidence: known === undefined ? 'likely' : 'certain',
          object: view.ref,
          summary: `Container ${view.name} cannot start: ${known?.what ?? sentence}${problem === 'mount' ? mountFault(sentence) : ''}`,
          evidence: [statusEvidence(view.ref, `${view.name}: ${sentence}`), ...evidence, ...security],
          remedies: known === undefined ? [] : [{ title: known.remedy, command: null, action: null }],
          fingerprint: `${problem} ${familyOf(view.pod)} ${view.name}`,
        };
      }),
};

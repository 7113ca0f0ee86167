import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { nearest } from '../facts/near.ts';
import { startFailures } from '../facts/starts.ts';
import type { Cause } from './cause.ts';

/** Commands that images commonly have: what a mistyped one was meant to be. */
const common = [
  'sh',
  'bash',
  'node',
  'npm',
  'python',
  'python3',
  'java',
  'ruby',
  'wget',
  'curl',
  'sleep',
  'nginx',
  'httpd',
  'redis-server',
  'postgres',
  'dotnet',
  'php',
  'perl',
];

export const commandNotFound: Cause = {
  id: 'command-not-found',
  title: 'Command does not exist in the image',
  rulesOut: 'container start',
  signal:
    'The runtime could not start the process: "executable file not found in $PATH" or "no such file or directory" (StartError, RunContainerError, ContainerCannotRun).',
  looksAt: ['Pod'],
  about: ['Pod'],
  look: (facts) =>
    startFailures(facts)
      .filter(({ problem }) => problem === 'command-not-found')
      .map(({ view, command, sentence, evidence }) => {
        const image = view.spec?.image ?? '';
        const near = nearest(command, common, 1).map((name) =>
          specEvidence(view.ref, `did you mean ${name}?`),
        );
        return {
          severity: 'critical',
          confidence: 'certain',
          object: view.ref,
          summary: `The command ${command} of container ${view.name} does not exist in image ${image} (RunContainerError)`,
          evidence: [statusEvidence(view.ref, `${view.name}: ${sentence}`), ...evidence, ...near],
          remedies: [
            {
              title: `Correct the command, or use an image that holds ${command}`,
              command: null,
              action: null,
            },
          ],
          fingerprint: `${image} ${command}`,
        };
      }),
};

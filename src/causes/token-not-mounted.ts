import { specEvidence } from '../facts/evidence.ts';
import { familyOf } from '../facts/pods.ts';
import { unmountedTokens } from '../facts/unmounted-tokens.ts';
import type { TokenChoice } from '../facts/unmounted-tokens.ts';
import { editCommand } from '../facts/workloads.ts';
import type { Cause } from './cause.ts';

const field = 'automountServiceAccountToken: false';

const whyOf = ({ by }: TokenChoice): string =>
  by.kind === 'Pod' ? `its pod sets ${field}` : `ServiceAccount ${by.name} sets ${field}`;

export const tokenNotMounted: Cause = {
  id: 'token-not-mounted',
  title: 'Container asks the API, and its pod has no token',
  rulesOut: 'known errors in logs',
  signal:
    'Among the last complaints of a container in trouble is that the file of its ServiceAccount token is not there, nothing is mounted at its path, and the pod or its ServiceAccount sets automountServiceAccountToken: false. A pod that was made without the volume and does not say so has it from its ServiceAccount.',
  looksAt: ['Pod', 'ServiceAccount', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    unmountedTokens(facts).map(({ trouble, choice, said }) => {
      const { view, words, effect } = trouble;
      return {
        severity: 'critical',
        confidence: 'likely',
        object: view.ref,
        summary: `${words} because no API token is mounted: ${whyOf(choice)}`,
        effect,
        evidence: [
          said,
          choice.read
            ? specEvidence(choice.by, field)
            : specEvidence(view.ref, 'no volume with a token, and no word of it: its ServiceAccount decides'),
          specEvidence(view.ref, `serviceAccountName: ${view.pod.spec?.serviceAccountName ?? 'default'}`),
          ...trouble.evidence,
        ],
        remedies: [
          {
            title:
              choice.by.kind === 'Pod'
                ? 'Set automountServiceAccountToken: true in the pod template'
                : 'Set automountServiceAccountToken: true in the pod template, which counts before the ServiceAccount',
            command: editCommand(facts, view.pod),
            action: null,
          },
        ],
        fingerprint: `${familyOf(view.pod)} ${view.name}`,
      };
    }),
};

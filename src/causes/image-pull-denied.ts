import { specEvidence } from '../facts/evidence.ts';
import { similarImage } from '../facts/image-history.ts';
import { parseImage } from '../facts/image-name.ts';
import { createSecretLine, pullRefusals, secretEvidence } from '../facts/pull-refusals.ts';
import type { Cause } from './cause.ts';

export const imagePullDenied: Cause = {
  id: 'image-pull-denied',
  title: 'Pull denied: no such repository, or no access to it',
  rulesOut: 'image pulls',
  signal:
    'The registry answered "pull access denied, repository does not exist or may require authorization": it says the same of both. Which is likelier is told by the pull secrets and by images with a similar name.',
  looksAt: ['Pod', 'Event', 'Secret'],
  about: ['Pod'],
  look: (facts) =>
    pullRefusals(facts).flatMap((refusal) => {
      const { pull, fault, secret } = refusal;
      const { view, image, problem, evidence } = pull;
      if (problem !== 'access-denied' || (fault !== 'none' && fault !== 'refused' && fault !== 'unknown'))
        return [];
      const { host, repository } = parseImage(image);
      const similar = similarImage(facts, image);
      const typo = similar !== null && parseImage(similar).repository !== repository;
      const access = {
        none: 'it is private and the pod has no imagePullSecrets',
        refused: `the credentials of pull secret ${secret?.name ?? ''} may not read it`,
        unknown: `the pull secret ${secret?.name ?? ''} does not give access to it`,
      }[fault];
      const absent = `repository ${repository} does not exist${typo ? ` (${parseImage(similar).repository} does)` : ''}`;
      const official = host === 'docker.io' && !repository.includes('/');
      const nameFirst = typo || official || fault === 'refused';
      const [first, second] = nameFirst ? [absent, access] : [access, absent];
      return [
        {
          severity: 'critical',
          confidence: 'likely',
          object: view.ref,
          summary: `Registry ${host} denies the pull of image ${image}: either ${first}, or ${second}`,
          brief: `Registry ${host} denies the pull of image ${image}`,
          evidence: [
            ...evidence,
            ...secretEvidence(facts, refusal),
            ...(similar === null ? [] : [specEvidence(view.ref, `a similar image is in use: ${similar}`)]),
          ],
          remedies: [
            {
              title: nameFirst
                ? 'Check the spelling of the image first, then the credentials'
                : 'Check the credentials first, then the spelling of the image',
              command: fault === 'none' ? createSecretLine(view.ref.namespace, 'NAME', host) : null,
              action: null,
            },
          ],
          fingerprint: image,
        },
      ];
    }),
};

import { parseImage } from '../facts/image-name.ts';
import { namesakeEvidence, otherNamespaces, similarNames } from '../facts/namesakes.ts';
import { answerOf, createSecretLine, pullRefusals, secretEvidence } from '../facts/pull-refusals.ts';
import type { Cause } from './cause.ts';

export const pullSecretMissing: Cause = {
  id: 'pull-secret-missing',
  title: 'Pull secret does not exist',
  rulesOut: 'image pulls',
  signal:
    'The registry refuses the pull, and a Secret in imagePullSecrets does not exist (FailedToRetrieveImagePullSecret) while no other one holds credentials for the registry. A missing pull secret of a pod that pulls is not mentioned.',
  looksAt: ['Pod', 'Event', 'Secret'],
  about: ['Pod'],
  look: (facts) =>
    pullRefusals(facts).flatMap((refusal) => {
      const { pull, fault, secret } = refusal;
      if (fault !== 'absent' || secret === null) return [];
      const { view, image, problem, evidence } = pull;
      const { namespace } = view.ref;
      const { host } = parseImage(image);
      const [near] = similarNames(facts, 'Secret', namespace, secret.name);
      const [elsewhere] = otherNamespaces(facts, 'Secret', namespace, secret.name);
      const hint = [
        ...(near === undefined ? [] : [`refer to ${near}`]),
        ...(elsewhere === undefined ? [] : [`copy it from namespace ${elsewhere}`]),
      ];
      return [
        {
          severity: 'critical',
          confidence: problem === 'unauthorized' ? 'certain' : 'likely',
          object: view.ref,
          summary: `Pull secret ${secret.name} does not exist in namespace ${namespace ?? ''}, and registry ${host} refuses image ${image} without credentials (${answerOf(pull)})`,
          brief: `Pull secret ${secret.name} does not exist, and registry ${host} wants credentials`,
          shared: `Pull secret ${secret.name} does not exist in namespace ${namespace ?? ''}, and registry ${host} wants credentials`,
          evidence: [
            ...evidence,
            ...secretEvidence(facts, refusal),
            ...namesakeEvidence(facts, view.ref, 'Secret', secret.name),
          ],
          remedies: [
            {
              title: ['Create the pull secret', ...hint].join(', or '),
              command: createSecretLine(namespace, secret.name, host),
              action: null,
            },
          ],
          fingerprint: `${namespace ?? ''} ${secret.name}`,
        },
      ];
    }),
};

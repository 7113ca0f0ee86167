import { parseImage } from '../facts/image-name.ts';
import { answerOf, createSecretLine, pullRefusals, secretEvidence } from '../facts/pull-refusals.ts';
import type { Cause } from './cause.ts';

export const pullSecretUnfit: Cause = {
  id: 'pull-secret-unfit',
  title: 'Pull secret is not for this registry, or of the wrong type',
  rulesOut: 'image pulls',
  signal:
    'The registry refuses the pull, and of the Secrets in imagePullSecrets none holds credentials for it: the type is not kubernetes.io/dockerconfigjson, or its auths name other registries.',
  looksAt: ['Pod', 'Event', 'Secret'],
  about: ['Pod'],
  look: (facts) =>
    pullRefusals(facts).flatMap((refusal) => {
      const { pull, fault, secret } = refusal;
      if ((fault !== 'wrong-type' && fault !== 'elsewhere') || secret === null) return [];
      const { view, image, problem, evidence } = pull;
      const { namespace } = view.ref;
      const { host } = parseImage(image);
      const typed = fault === 'wrong-type';
      const why = typed
        ? `Pull secret ${secret.name} is of type ${secret.type ?? ''}, which the kubelet ignores`
        : `Pull secret ${secret.name} holds credentials for ${secret.registries.join(', ') || 'no registry'}, not for ${host}`;
      return [
        {
          severity: 'critical',
          confidence: problem === 'unauthorized' ? 'certain' : 'likely',
          object: view.ref,
          summary: `${why}, and registry ${host} refuses image ${image} (${answerOf(pull)})`,
          brief: `${why}, and registry ${host} refuses the pull`,
          shared: `${why}, and registry ${host} refuses the pull`,
          evidence: [...evidence, ...secretEvidence(facts, refusal)],
          remedies: [
            {
              title: typed
                ? `Delete ${secret.name} and make it anew as a docker-registry Secret; its type cannot be changed`
                : `Make a pull secret for ${host} and name it in imagePullSecrets`,
              command: createSecretLine(namespace, typed ? secret.name : 'NAME', host),
              action: null,
            },
          ],
          blames: [{ kind: 'Secret', namespace, name: secret.name }],
          fingerprint: `${namespace ?? ''} ${secret.name} ${host}`,
        },
      ];
    }),
};

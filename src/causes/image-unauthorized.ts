import { specEvidence } from '../facts/evidence.ts';
import { failedPulls, parseImage } from '../facts/images.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Cause } from './cause.ts';

export const imageUnauthorized: Cause = {
  id: 'image-unauthorized',
  title: 'Registry refuses the credentials',
  rulesOut: 'image pulls',
  signal:
    'The registry answered 401 or 403, or "pull access denied", which it also says of a repository that does not exist.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    failedPulls(facts, 'unauthorized', 'access-denied').map(({ view, image, problem, evidence }) => {
      const { host } = parseImage(image);
      const secrets = (view.pod.spec?.imagePullSecrets ?? []).flatMap(({ name }) => name ?? []);
      const ambiguous = problem === 'access-denied';
      const held =
        secrets.length === 0
          ? 'the pod names no imagePullSecrets'
          : `imagePullSecrets: ${secrets.join(', ')}`;
      return {
        severity: 'critical',
        confidence: ambiguous ? 'likely' : 'certain',
        object: view.ref,
        summary: ambiguous
          ? `Registry ${host} denies the pull of image ${image}: credentials are missing, or the repository does not exist`
          : `Registry ${host} refuses the credentials for image ${image}`,
        evidence: [...evidence, specEvidence(view.ref, held)],
        remedies: [
          {
            title:
              secrets.length === 0
                ? 'Create a pull secret and name it in imagePullSecrets'
                : `Check that ${secrets.join(', ')} holds valid credentials for ${host}`,
            command: kubectl(
              view.ref.namespace,
              'create',
              'secret',
              'docker-registry',
              'NAME',
              `--docker-server=${host}`,
              '--docker-username=USER',
              '--docker-password=PASSWORD',
            ),
            action: null,
          },
        ],
        fingerprint: host,
      };
    }),
};

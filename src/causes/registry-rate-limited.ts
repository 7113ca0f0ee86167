import { specEvidence } from '../facts/evidence.ts';
import { parseImage } from '../facts/image-name.ts';
import { failedPulls } from '../facts/images.ts';
import { pullSecretNames } from '../facts/pull-secrets.ts';
import { companyEvidence } from '../facts/registry-company.ts';
import type { Cause } from './cause.ts';

export const registryRateLimited: Cause = {
  id: 'registry-rate-limited',
  title: 'Registry limits the rate of pulls',
  rulesOut: 'image pulls',
  signal: 'The registry answered 429 or "toomanyrequests".',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    failedPulls(facts, 'rate-limited').map((pull) => {
      const { view, image, host } = pull;
      const anonymous = pullSecretNames(view.pod).length === 0;
      const hub = parseImage(image).host === 'docker.io';
      return {
        severity: 'critical',
        confidence: 'certain',
        object: view.ref,
        summary: `Image ${image} cannot be pulled: registry ${host} limits the rate of pulls (429)`,
        shared: `Registry ${host} limits the rate of pulls (429)`,
        evidence: [
          ...pull.evidence,
          ...(anonymous
            ? [specEvidence(view.ref, 'the pod names no imagePullSecrets: it pulls as anybody does')]
            : []),
          ...companyEvidence(facts, pull),
        ],
        remedies: [
          {
            title: `${anonymous ? 'Pull with credentials' : 'Raise the limit of the account'}, or through a mirror that caches${hub ? '; Docker Hub counts by six hours, so it also passes by itself' : ''}`,
            command: null,
            action: null,
          },
        ],
        fingerprint: host,
      };
    }),
};

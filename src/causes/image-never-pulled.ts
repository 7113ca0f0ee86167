import { specEvidence } from '../facts/evidence.ts';
import { failedPulls } from '../facts/images.ts';
import type { Cause } from './cause.ts';

export const imageNeverPulled: Cause = {
  id: 'image-never-pulled',
  title: 'Image is not on the node and may not be pulled',
  rulesOut: 'image pulls',
  signal:
    'A container waits in ErrImageNeverPull: its imagePullPolicy is Never and the node does not hold the image.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    failedPulls(facts, 'never').map(({ view, image, evidence }) => {
      const node = view.pod.spec?.nodeName ?? 'its node';
      return {
        severity: 'critical',
        confidence: 'certain',
        object: view.ref,
        summary: `imagePullPolicy of container ${view.name} is Never and image ${image} is not on node ${node} (ErrImageNeverPull)`,
        evidence: [
          ...evidence,
          specEvidence(view.ref, `${view.name}: imagePullPolicy: ${view.spec?.imagePullPolicy ?? 'Never'}`),
        ],
        remedies: [
          {
            title: 'Set imagePullPolicy to IfNotPresent, or load the image onto the node',
            command: null,
            action: null,
          },
        ],
        fingerprint: image,
      };
    }),
};

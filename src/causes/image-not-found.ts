import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { failedPulls, parseImage } from '../facts/images.ts';
import { nearest } from '../facts/near.ts';
import { containerTitle } from '../facts/pods.ts';
import type { Cause } from './cause.ts';

/** Images of the same repository that the cluster's own workloads name. */
const siblings = (facts: Facts, image: string): string[] => {
  const wanted = parseImage(image);
  return facts.objects.ReplicaSet.flatMap((set) => set.spec?.template?.spec?.containers ?? [])
    .concat(facts.objects.Pod.flatMap((pod) => pod.spec?.containers ?? []))
    .flatMap((container) => container.image ?? [])
    .filter((other) => parseImage(other).host === wanted.host);
};

export const imageNotFound: Cause = {
  id: 'image-not-found',
  title: 'Image does not exist',
  rulesOut: 'image pulls',
  signal:
    'A container waits in ErrImagePull or ImagePullBackOff and the registry answered 404, "manifest unknown" or "not found".',
  looksAt: ['Pod', 'Event', 'ReplicaSet'],
  about: ['Pod'],
  look: (facts) =>
    failedPulls(facts, 'not-found').map(({ view, image, evidence }) => {
      const near = nearest(image, siblings(facts, image), 1);
      const hint = near.map((name) => specEvidence(view.ref, `a similar image is in use: ${name}`));
      return {
        severity: 'critical',
        confidence: 'certain',
        object: view.ref,
        summary: `Image ${image} of ${containerTitle(view)} does not exist in its registry`,
        evidence: [...evidence, ...hint],
        remedies: [
          {
            title: 'Correct the image name or tag, or roll back to the revision that ran',
            command: null,
            action: null,
          },
        ],
        fingerprint: image,
      };
    }),
};

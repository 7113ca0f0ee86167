import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { failedPulls, parseImage } from '../facts/images.ts';
import { nearest } from '../facts/near.ts';
import { containerTitle } from '../facts/pods.ts';
import type { Cause } from './cause.ts';

/** The images that the cluster's own workloads name, each once, with their registries. */
const imagesInUse = (facts: Facts): { image: string; host: string }[] => {
  const containers = [
    ...facts.objects.ReplicaSet.flatMap((set) => set.spec?.template?.spec?.containers ?? []),
    ...facts.objects.Pod.flatMap((pod) => pod.spec?.containers ?? []),
  ];
  const images = new Set(containers.flatMap(({ image }) => image ?? []));
  return [...images].map((image) => ({ image, host: parseImage(image).host }));
};

export const imageNotFound: Cause = {
  id: 'image-not-found',
  title: 'Image does not exist',
  rulesOut: 'image pulls',
  signal:
    'A container waits in ErrImagePull or ImagePullBackOff and the registry answered 404, "manifest unknown" or "not found".',
  looksAt: ['Pod', 'Event', 'ReplicaSet'],
  about: ['Pod'],
  look: (facts) => {
    const inUse = imagesInUse(facts);
    return failedPulls(facts, 'not-found').map(({ view, image, evidence }) => {
      const { host } = parseImage(image);
      const siblings = inUse.filter((other) => other.host === host).map((other) => other.image);
      const near = nearest(image, siblings, 1);
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
    });
  },
};

import type { Evidence, Remedy } from '../answer.ts';
import { eventEvidence } from '../facts/events.ts';
import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { earlierImage, similarImage } from '../facts/image-history.ts';
import type { EarlierImage } from '../facts/image-history.ts';
import { parseImage } from '../facts/image-name.ts';
import { failedPulls } from '../facts/images.ts';
import { kubectl } from '../facts/kubectl.ts';
import { containerTitle } from '../facts/pods.ts';
import type { ContainerView } from '../facts/pods.ts';
import { missingSecretEvent } from '../facts/pull-secrets.ts';
import type { Cause } from './cause.ts';

/** What of the reference the registry does not know, as far as the reference itself tells. */
const missingPart = (image: string): string => {
  const { tag, digest } = parseImage(image);
  if (digest !== null) return '';
  return tag === null ? ' (no tag is given: latest)' : '';
};

const hints = (
  facts: Facts,
  view: ContainerView,
  image: string,
  earlier: EarlierImage | null,
): Evidence[] => {
  const similar = similarImage(facts, image);
  return [
    ...(earlier === null
      ? []
      : [
          specEvidence(
            view.ref,
            `revision ${earlier.revision} of Deployment ${earlier.deployment} has image ${earlier.image}`,
          ),
        ]),
    ...(similar === null || similar === earlier?.image
      ? []
      : [specEvidence(view.ref, `a similar image is in use: ${similar}`)]),
  ];
};

const remedyOf = (view: ContainerView, earlier: EarlierImage | null): Remedy =>
  earlier === null
    ? { title: 'Correct the image name or tag, or push the image', command: null, action: null }
    : {
        title: `Correct the image name or tag, or roll back to revision ${earlier.revision}`,
        command: kubectl(
          view.ref.namespace,
          'rollout',
          'undo',
          `deployment/${earlier.deployment}`,
          `--to-revision=${earlier.revision}`,
        ),
        action: null,
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
      const earlier = earlierImage(facts, view);
      // Some registries say "not found" of what they do not show to strangers.
      const unsigned = missingSecretEvent(facts, view.pod);
      return {
        severity: 'critical',
        confidence: unsigned === undefined ? 'certain' : 'likely',
        object: view.ref,
        summary: `Image ${image} of ${containerTitle(view)} does not exist in its registry${missingPart(image)}`,
        evidence: [
          ...evidence,
          ...hints(facts, view, image, earlier),
          ...(unsigned === undefined ? [] : [eventEvidence(view.ref, unsigned)]),
        ],
        remedies: [remedyOf(view, earlier)],
        fingerprint: image,
      };
    }),
};

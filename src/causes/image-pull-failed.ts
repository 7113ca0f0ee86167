import { parseImage } from '../facts/image-name.ts';
import { failedPulls } from '../facts/images.ts';
import type { FailedPull } from '../facts/images.ts';
import { ageMs } from '../facts/pods.ts';
import type { PullProblem } from '../facts/pull-sentences.ts';
import type { Cause } from './cause.ts';

type Words = { what: (pull: FailedPull) => string; remedy: string };

const nodeOf = ({ view }: FailedPull): string => view.pod.spec?.nodeName ?? '';

const known: { [P in PullProblem]?: Words } = {
  signature: {
    what: () => 'the policy of the node demands a signature that the image does not have',
    remedy: 'Sign the image, or change the signature policy of the nodes',
  },
  corrupt: {
    what: ({ host }) => `what registry ${host} sends is damaged or cut short`,
    remedy: 'Push the image anew; look for a proxy or cache that changes what it passes on',
  },
  format: {
    what: ({ image, host }) =>
      `what registry ${host} has under ${parseImage(image).repository} is no image that the runtime can read`,
    remedy: 'Push an image in the OCI or Docker v2 format; check that the address leads to a registry',
  },
  'short-name': {
    what: () => 'its name has no registry, and the node does not guess one',
    remedy: 'Write the image with its registry: docker.io/library/NAME:TAG',
  },
  runtime: {
    what: (pull) => `the container runtime of node ${nodeOf(pull)} does not answer`,
    remedy: 'Restart the container runtime of the node',
  },
};

/** How long pulls may be held back by the kubelet before somebody wants to know. */
const heldMs = 5 * 60 * 1000;

export const imagePullFailed: Cause = {
  id: 'image-pull-failed',
  title: 'Image pull fails for another reason',
  rulesOut: 'image pulls',
  signal:
    'A container waits in ErrImagePull, ImagePullBackOff or ImageInspectError; the answer names a signature policy, damaged layers, something that is no image, a name without a registry, the container runtime, or something unknown, which is quoted.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  shows: (facts) => failedPulls(facts).map(({ view }) => view.ref),
  look: (facts) =>
    failedPulls(facts, 'signature', 'corrupt', 'format', 'short-name', 'runtime', 'throttled', 'other').map(
      (pull) => {
        const { view, image, problem, sentence, host, evidence } = pull;
        const words = known[problem];
        // The kubelet spreads pulls by itself (registryPullQPS); the next try is a matter of seconds.
        const held = problem === 'throttled';
        const patient = held && ageMs(facts, view.pod) < heldMs;
        const what = held
          ? `node ${nodeOf(pull)} has more pulls at once than its kubelet allows (registryPullQPS), and tries again`
          : (words?.what(pull) ?? sentence);
        return {
          severity: patient ? 'info' : held ? 'warning' : 'critical',
          confidence: words === undefined && !held ? 'possible' : 'certain',
          object: view.ref,
          summary: `Image ${image} ${held ? 'is not pulled yet' : 'cannot be pulled'}: ${what}`,
          evidence,
          remedies: words === undefined ? [] : [{ title: words.remedy, command: null, action: null }],
          fingerprint: `${problem} ${problem === 'runtime' || held ? nodeOf(pull) : host}`,
        };
      },
    ),
};

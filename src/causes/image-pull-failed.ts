import { failedPulls, parseImage } from '../facts/images.ts';
import type { PullProblem } from '../facts/images.ts';
import type { Cause } from './cause.ts';

const causes: { [P in PullProblem]?: { what: (host: string) => string; remedy: string } } = {
  'rate-limited': {
    what: (host) => `registry ${host} limits the rate of pulls (429)`,
    remedy: 'Pull with credentials, or through a mirror',
  },
  platform: {
    what: () => 'it has no variant for the platform of the node',
    remedy: 'Build the image for the architecture of the node, or select nodes by kubernetes.io/arch',
  },
  'disk-full': { what: () => 'the disk of the node is full', remedy: 'Free space on the node' },
  tls: {
    what: (host) => `the TLS connection to registry ${host} fails`,
    remedy: "Install the registry's CA on the nodes, or correct its certificate",
  },
};

export const imagePullFailed: Cause = {
  id: 'image-pull-failed',
  title: 'Image pull fails for another reason',
  rulesOut: 'image pulls',
  signal:
    'A container waits in ErrImagePull or ImagePullBackOff; the answer names a rate limit, a missing platform, a full disk, TLS, or something unknown, which is quoted.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    failedPulls(facts, 'rate-limited', 'platform', 'disk-full', 'tls', 'other').map(
      ({ view, image, problem, sentence, evidence }) => {
        const { host } = parseImage(image);
        const known = causes[problem];
        return {
          severity: 'critical',
          confidence: known === undefined ? 'possible' : 'certain',
          object: view.ref,
          summary: `Image ${image} cannot be pulled: ${known?.what(host) ?? sentence}`,
          evidence,
          remedies: known === undefined ? [] : [{ title: known.remedy, command: null, action: null }],
          fingerprint: `${problem} ${problem === 'disk-full' ? (view.pod.spec?.nodeName ?? '') : host}`,
        };
      },
    ),
};

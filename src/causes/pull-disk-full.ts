import { statusEvidence } from '../facts/evidence.ts';
import { failedPulls } from '../facts/images.ts';
import { kubectl } from '../facts/kubectl.ts';
import { conditionOfNode, imagesOn } from '../facts/node-images.ts';
import type { Cause } from './cause.ts';

export const pullDiskFull: Cause = {
  id: 'pull-disk-full',
  title: 'No space on the node for the image',
  rulesOut: 'image pulls',
  signal:
    'The pull ended in "no space left on device"; the DiskPressure condition of the node and what its images take stand beside it.',
  looksAt: ['Pod', 'Event', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    failedPulls(facts, 'disk-full').map(({ view, image, evidence }) => {
      const name = view.pod.spec?.nodeName ?? '';
      const node = { kind: 'Node', namespace: null, name };
      const pressure = conditionOfNode(facts, name, 'DiskPressure');
      const images = imagesOn(facts, name);
      return {
        severity: 'critical',
        confidence: 'certain',
        object: view.ref,
        summary: `Image ${image} cannot be pulled: the disk of node ${name} is full`,
        effect: `image ${image} cannot be pulled to it`,
        shared: `Images cannot be pulled: the disk of node ${name} is full`,
        evidence: [
          ...evidence,
          ...(pressure === undefined
            ? []
            : [
                statusEvidence(
                  node,
                  `DiskPressure: ${pressure.status ?? ''} (${pressure.reason ?? ''})`,
                  pressure.lastTransitionTime ?? null,
                ),
              ]),
          ...(images === null ? [] : [statusEvidence(node, images)]),
        ],
        remedies: [
          {
            title: `Free space on node ${name} (unused images, logs), or give it a bigger disk; until then keep pods off it`,
            command: kubectl(null, 'cordon', name),
            action: null,
          },
        ],
        ...(pressure?.status === 'True' ? { follows: [node] } : {}),
        fingerprint: name,
      };
    }),
};

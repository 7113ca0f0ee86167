import { counted } from '../facts/counts.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { unreportedOnly, unscheduledPods } from '../facts/placement/unscheduled.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const nodeFullOfPods: Cause = {
  id: 'node-full-of-pods',
  title: 'Nodes hold as many pods as they may',
  rulesOut: 'scheduling',
  signal:
    'PodScheduled is False and the nodes that would suit the pod answer `Too many pods`: `status.allocatable.pods` is reached, whatever cpu and memory are left.',
  looksAt: ['Pod', 'Event', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'pods')
      .filter((one) => !unreportedOnly(one))
      .map(({ ref, refusals, nodes, evidence, others }) => {
        const count =
          nodes.length > 0 ? nodes.length : (refusals.find(({ problem }) => problem === 'pods')?.nodes ?? 0);
        const limits = [...new Set(nodes.flatMap(({ node }) => node.status?.allocatable?.['pods'] ?? []))];
        const short = `Pod ${ref.name} cannot be scheduled: ${counted(count, 'node')} already ${count === 1 ? 'holds' : 'hold'} as many pods as allowed${limits.length === 1 ? ` (${limits[0] ?? ''}${count === 1 ? '' : ' each'})` : ''}`;
        return {
          severity: 'critical',
          confidence: 'certain',
          object: ref,
          summary: `${short}${others}`,
          brief: short,
          effect: `pod ${ref.name} is not scheduled`,
          evidence: [
            ...evidence,
            ...nodes
              .filter(({ obstacles }) => obstacles.length === 0)
              .slice(0, 2)
              .map(({ node }) =>
                statusEvidence(
                  refOf('Node', node),
                  `allocatable pods: ${node.status?.allocatable?.['pods'] ?? '?'}`,
                ),
              ),
          ],
          remedies: [
            {
              title:
                'Add a node, remove pods that are not needed, or raise maxPods of the kubelet (on some clouds the network interface limits it)',
              command: kubectl(
                null,
                'get',
                'pods',
                '-A',
                '--field-selector',
                `spec.nodeName=${nodes[0]?.name ?? 'NODE'}`,
              ),
              action: null,
            },
          ],
          fingerprint: nodes.map(({ name }) => name).join(' '),
        };
      }),
};

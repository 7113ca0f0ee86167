import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { familyOf } from '../facts/pods.ts';
import { quantity } from '../facts/quantities.ts';
import { refOf } from '../facts/refs.ts';
import { amountOf, otherRefusals, requestOf, unscheduledPods } from '../facts/scheduling.ts';
import type { Cause } from './cause.ts';

const largest = (facts: Facts, resource: string): { amount: number; node: string } | undefined =>
  facts.objects.Node.map((node) => ({
    amount: quantity(node.status?.allocatable?.[resource]) ?? 0,
    node: refOf('Node', node).name,
  })).toSorted((a, b) => b.amount - a.amount)[0];

export const unschedulableResources: Cause = {
  id: 'unschedulable-resources',
  title: 'No node has enough of a resource',
  rulesOut: 'scheduling',
  signal:
    'PodScheduled is False and most nodes answer `Insufficient cpu` (or memory, ephemeral storage, an extended resource, `Too many pods`).',
  looksAt: ['Pod', 'Event', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'resources').map((unscheduled) => {
      const { pod, ref, refusals, evidence } = unscheduled;
      const resource = refusals[0].text.replace(/^Insufficient /, '');
      const full = resource.startsWith('Too many pods');
      const asked = requestOf(pod, resource);
      const top = full ? undefined : largest(facts, resource);
      const never = top !== undefined && asked > top.amount;
      return {
        severity: 'critical',
        confidence: 'certain',
        object: ref,
        summary: full
          ? `Pod ${ref.name} cannot be scheduled: ${refusals[0].nodes} nodes hold as many pods as they may${otherRefusals(unscheduled)}`
          : `Pod ${ref.name} cannot be scheduled: no node has ${amountOf(resource, asked)} free (Insufficient ${resource})${never ? `; the largest has ${amountOf(resource, top.amount)}` : ''}${otherRefusals(unscheduled)}`,
        effect: `pod ${ref.name} is not scheduled`,
        evidence: [
          ...evidence,
          ...(top === undefined
            ? []
            : [
                statusEvidence(
                  { kind: 'Node', namespace: null, name: top.node },
                  `allocatable ${resource}: ${amountOf(resource, top.amount)}, the most of ${facts.objects.Node.length} nodes`,
                ),
              ]),
        ],
        remedies: [
          {
            title: never
              ? `Lower the request: no node could ever hold it`
              : 'Lower the request, free room, or add a node',
            command: null,
            action: null,
          },
        ],
        fingerprint: `${resource} ${familyOf(pod)}`,
      };
    }),
};

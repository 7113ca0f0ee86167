import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { demandsOf } from '../facts/node-demands.ts';
import { otherRefusals, unscheduledPods } from '../facts/scheduling.ts';
import type { Cause } from './cause.ts';

const valuesOf = (facts: Facts, key: string): string[] =>
  [...new Set(facts.objects.Node.flatMap((node) => node.metadata?.labels?.[key] ?? []))].slice(0, 5);

export const unschedulableNodeSelector: Cause = {
  id: 'unschedulable-node-selector',
  title: 'No node matches the node selector or affinity',
  rulesOut: 'scheduling',
  signal:
    "PodScheduled is False and most nodes answer `didn't match Pod's node affinity/selector`; the labels of the nodes tell which demand none of them meets.",
  looksAt: ['Pod', 'Event', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'selector').map((unscheduled) => {
      const { pod, ref, evidence } = unscheduled;
      const demands = demandsOf(pod);
      const unmet =
        facts.objects.Node.length === 0
          ? demands
          : demands.filter(({ met }) => !facts.objects.Node.some((node) => met(node.metadata?.labels)));
      const [first] = unmet;
      const key = first?.key ?? '';
      const present = valuesOf(facts, key);
      return {
        severity: 'critical',
        confidence: 'certain',
        object: ref,
        summary:
          first === undefined
            ? `Pod ${ref.name} cannot be scheduled: no node meets all of its node selector and affinity together${otherRefusals(unscheduled)}`
            : `Pod ${ref.name} cannot be scheduled: no node has the label ${unmet.map(({ text }) => text).join(', ')} (${first.from})${otherRefusals(unscheduled)}`,
        effect: `pod ${ref.name} is not scheduled`,
        evidence: [
          ...evidence,
          specEvidence(
            ref,
            `asks for nodes with ${demands.map(({ text, from }) => `${text} (${from})`).join(' and ')}`,
          ),
          ...(present.length === 0 ? [] : [specEvidence(ref, `nodes carry ${key} = ${present.join(', ')}`)]),
        ],
        remedies: [
          {
            title: 'Label a node so, or correct the selector',
            command:
              first?.from === 'node selector' ? kubectl(null, 'label', 'node', 'NODE', first.text) : null,
            action: null,
          },
        ],
        fingerprint: demands.map(({ text }) => text).join(' '),
      };
    }),
};

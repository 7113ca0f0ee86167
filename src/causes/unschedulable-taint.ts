import { counted } from '../facts/counts.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { suitableNodes, taintText, untolerated } from '../facts/node-demands.ts';
import { refOf } from '../facts/refs.ts';
import { otherRefusals, unscheduledPods } from '../facts/scheduling.ts';
import type { Cause } from './cause.ts';

const cordon = 'node.kubernetes.io/unschedulable';

export const unschedulableTaint: Cause = {
  id: 'unschedulable-taint',
  title: 'Nodes are tainted or cordoned',
  rulesOut: 'scheduling',
  signal:
    'PodScheduled is False and the nodes that would suit the pod answer `had untolerated taint` or `were unschedulable` (cordoned); newer schedulers leave the taint out, so it is read from the nodes.',
  looksAt: ['Pod', 'Event', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'taint').map((unscheduled) => {
      const { pod, ref, refusals, evidence } = unscheduled;
      const [{ text, nodes }] = refusals;
      const named = /taint\(?s?\)? ?\{([^}]*)\}/.exec(text)?.[1]?.replace(/: ?$/, '').replace(': ', '=');
      const keeping = suitableNodes(facts, pod)
        .map((node) => ({ node, taints: untolerated(pod, node) }))
        .filter(({ taints }) => taints.length > 0);
      const taints = [...new Set(keeping.flatMap((one) => one.taints.map(taintText)))];
      const shown = taints.length > 0 ? taints.slice(0, 3).join(', ') : (named ?? 'unknown');
      const cordoned = text.includes('were unschedulable') || shown.startsWith(cordon);
      const count = counted(nodes, 'node');
      const first = keeping[0]?.node.metadata?.name ?? 'NODE';
      return {
        severity: 'critical',
        confidence: 'certain',
        object: ref,
        summary: cordoned
          ? `Pod ${ref.name} cannot be scheduled: ${count} cordoned (unschedulable)${otherRefusals(unscheduled)}`
          : `Pod ${ref.name} cannot be scheduled: ${count} with the taint ${shown}, which it does not tolerate${otherRefusals(unscheduled)}`,
        effect: `pod ${ref.name} is not scheduled`,
        evidence: [
          ...evidence,
          ...keeping
            .slice(0, 3)
            .map((one) =>
              statusEvidence(refOf('Node', one.node), `taints: ${one.taints.map(taintText).join(', ')}`),
            ),
        ],
        remedies: cordoned
          ? [{ title: 'Uncordon a node', command: kubectl(null, 'uncordon', first), action: null }]
          : [{ title: 'Add a toleration to the pod, or remove the taint', command: null, action: null }],
        fingerprint: shown,
      };
    }),
};

import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import { otherRefusals, unscheduledPods } from '../facts/scheduling.ts';
import type { Cause } from './cause.ts';

export const unschedulableTaint: Cause = {
  id: 'unschedulable-taint',
  title: 'Nodes are tainted or cordoned',
  rulesOut: 'scheduling',
  signal:
    'PodScheduled is False and most nodes answer `had untolerated taint {…}` or `were unschedulable` (cordoned).',
  looksAt: ['Pod', 'Event', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'taint').map((unscheduled) => {
      const { ref, refusals, evidence } = unscheduled;
      const [{ text, nodes }] = refusals;
      const taint = /taint\(?s?\)? ?\{([^}]*)\}/.exec(text)?.[1]?.replace(/: ?$/, '').replace(': ', '=');
      const cordoned =
        text.includes('were unschedulable') || taint?.startsWith('node.kubernetes.io/unschedulable') === true;
      const tainted = facts.objects.Node.filter((node) =>
        cordoned
          ? node.spec?.unschedulable === true
          : node.spec?.taints?.some(({ key }) => taint?.startsWith(key ?? ' ')),
      );
      const count = `${nodes} node${nodes === 1 ? '' : 's'}`;
      return {
        severity: 'critical',
        confidence: 'certain',
        object: ref,
        summary: cordoned
          ? `Pod ${ref.name} cannot be scheduled: ${count} cordoned (unschedulable)${otherRefusals(unscheduled)}`
          : `Pod ${ref.name} cannot be scheduled: ${count} with the taint ${taint ?? text}, which it does not tolerate${otherRefusals(unscheduled)}`,
        effect: `pod ${ref.name} is not scheduled`,
        evidence: [
          ...evidence,
          ...tainted
            .slice(0, 3)
            .map((node) =>
              statusEvidence(
                refOf('Node', node),
                `taints: ${(node.spec?.taints ?? []).map(({ key, value, effect }) => `${key ?? ''}${value === undefined ? '' : `=${value}`}:${effect ?? ''}`).join(', ')}`,
              ),
            ),
        ],
        remedies: cordoned
          ? [
              {
                title: 'Uncordon a node',
                command: kubectl(null, 'uncordon', tainted[0]?.metadata?.name ?? 'NODE'),
                action: null,
              },
            ]
          : [{ title: 'Add a toleration, or remove the taint', command: null, action: null }],
        fingerprint: taint ?? text,
      };
    }),
};

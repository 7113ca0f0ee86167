import { counted } from '../facts/counts.ts';
import { familyOf } from '../facts/pods.ts';
import { unscheduledPods } from '../facts/scheduling.ts';
import type { Cause } from './cause.ts';

export const unschedulableOther: Cause = {
  id: 'unschedulable-other',
  title: 'The scheduler refuses for another reason',
  rulesOut: 'scheduling',
  signal:
    "PodScheduled is False for pod affinity or anti-affinity, topology spread, a host port, or a reason not known here; the scheduler's clauses are quoted.",
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'other').map(({ pod, ref, refusals, evidence }) => ({
      severity: 'critical',
      confidence: 'certain',
      object: ref,
      summary: `Pod ${ref.name} cannot be scheduled: ${refusals.map(({ nodes, text }) => `${counted(nodes, 'node')} ${text}`).join('; ')}`,
      effect: `pod ${ref.name} is not scheduled`,
      evidence,
      remedies: [
        {
          title: 'Relax the rule (preferred instead of required), or add a node that meets it',
          command: null,
          action: null,
        },
      ],
      fingerprint: familyOf(pod),
    })),
};

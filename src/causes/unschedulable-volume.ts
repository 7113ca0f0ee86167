import { missingClaim, claimsOf } from '../facts/claims.ts';
import { familyOf } from '../facts/pods.ts';
import { otherRefusals, unscheduledPods } from '../facts/scheduling.ts';
import type { Cause } from './cause.ts';

export const unschedulableVolume: Cause = {
  id: 'unschedulable-volume',
  title: 'A volume keeps the pod from every node',
  rulesOut: 'scheduling',
  signal:
    'PodScheduled is False for a claim that is unbound, a volume that is bound to other nodes, or a volume limit.',
  looksAt: ['Pod', 'Event', 'PersistentVolumeClaim'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'volume')
      .filter(({ sentence }) => missingClaim(sentence) === null)
      .map((unscheduled) => {
        const { pod, ref, refusals, evidence } = unscheduled;
        const pending = claimsOf(facts, pod)
          .filter(({ status }) => status?.phase !== 'Bound')
          .flatMap(({ metadata }) => metadata?.name ?? []);
        const named =
          pending.length === 0 ? '' : `: PersistentVolumeClaim ${pending.join(', ')} is not bound`;
        return {
          severity: 'critical',
          confidence: 'certain',
          object: ref,
          summary: `Pod ${ref.name} cannot be scheduled (${refusals[0].text})${named}${otherRefusals(unscheduled)}`,
          effect: `pod ${ref.name} is not scheduled`,
          evidence,
          remedies: [],
          follows: pending.map((name) => ({ kind: 'PersistentVolumeClaim', namespace: ref.namespace, name })),
          fingerprint: `${familyOf(pod)} ${refusals[0].text}`,
        };
      }),
};

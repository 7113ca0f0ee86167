import { statusEvidence } from '../facts/evidence.ts';
import { conditionOf, controllerOf } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { tableOf } from '../facts/table.ts';
import type { Cause } from './cause.ts';

/** https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions */
const words: { [reason: string]: string } = tableOf({
  PreemptionByScheduler: 'was preempted: the scheduler made room for a pod of higher priority',
  PreemptionByKubeScheduler: 'was preempted: the scheduler made room for a pod of higher priority',
  DeletionByTaintManager: 'was removed because it does not tolerate a taint that its node got',
  EvictionByEvictionAPI: 'was evicted on request, as by kubectl drain',
  DeletionByPodGC: 'was cleaned up because its node is gone',
  TerminationByKubelet: 'was ended by its kubelet',
});

export const podDisrupted: Cause = {
  id: 'pod-disrupted',
  title: 'Pod was ended on purpose',
  rulesOut: 'evictions',
  signal:
    'The condition DisruptionTarget is True: preempted, drained, removed by a taint or cleaned up. Its exit code 137 or 143 is a consequence and no fault; its controller makes another one. Only mentioned.',
  looksAt: ['Pod'],
  about: ['Pod'],
  look: (facts) =>
    facts.objects.Pod.flatMap((pod) => {
      const condition = conditionOf(pod, 'DisruptionTarget');
      if (condition?.status !== 'True' || pod.status?.reason === 'Evicted') return [];
      const object = refOf('Pod', pod);
      const owner = controllerOf(pod);
      // The kubelet says why in its message alone.
      const told = condition.reason === 'TerminationByKubelet' ? condition.message : undefined;
      return [
        {
          severity: 'info' as const,
          confidence: 'certain' as const,
          object,
          summary: `Pod ${object.name} ${words[condition.reason ?? ''] ?? `was ended on purpose (${condition.reason ?? 'no reason'})`}${told === undefined ? '' : `: ${told.trim().replace(/\.$/, '')}`}${owner === undefined ? '; no controller makes another one' : ''}`,
          evidence: [
            statusEvidence(
              object,
              `DisruptionTarget: True (${condition.reason ?? ''})${condition.message === undefined ? '' : `: ${condition.message}`}`,
              condition.lastTransitionTime ?? null,
            ),
          ],
          remedies: [],
          fingerprint: `${object.namespace ?? ''} ${condition.reason ?? ''} ${owner?.name ?? object.name}`,
        },
      ];
    }),
};

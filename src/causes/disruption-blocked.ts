import { statusEvidence } from '../facts/evidence.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const disruptionBlocked: Cause = {
  id: 'disruption-blocked',
  title: 'PodDisruptionBudget allows no eviction',
  rulesOut: 'disruption budgets',
  signal:
    'The budget covers pods and status.disruptionsAllowed is 0: a drain of their nodes waits for ever. A budget that covers no pod protects nothing.',
  looksAt: ['PodDisruptionBudget', 'Pod'],
  about: ['PodDisruptionBudget'],
  look: (facts) =>
    facts.objects.PodDisruptionBudget.flatMap((budget) => {
      const object = refOf('PodDisruptionBudget', budget);
      const { expectedPods, disruptionsAllowed, currentHealthy, desiredHealthy } = budget.status ?? {};
      if (expectedPods === undefined || (disruptionsAllowed ?? 0) > 0) return [];
      const rule =
        budget.spec?.minAvailable === undefined
          ? `maxUnavailable ${budget.spec?.maxUnavailable ?? ''}`
          : `minAvailable ${budget.spec.minAvailable}`;
      const never = desiredHealthy === expectedPods && expectedPods > 0;
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          object,
          summary:
            expectedPods === 0
              ? `PodDisruptionBudget ${object.name} covers no pod, so it protects nothing`
              : `PodDisruptionBudget ${object.name} allows no eviction: ${currentHealthy ?? 0} of ${expectedPods} pods are healthy and ${desiredHealthy ?? 0} must stay (${rule})${never ? '; no drain can ever pass' : ''}`,
          effect: `PodDisruptionBudget ${object.name} allows no eviction`,
          evidence: [
            statusEvidence(
              object,
              `disruptionsAllowed: ${disruptionsAllowed ?? 0}, currentHealthy: ${currentHealthy ?? 0}, desiredHealthy: ${desiredHealthy ?? 0}, expectedPods: ${expectedPods}`,
            ),
          ],
          remedies: never
            ? [{ title: 'Allow one disruption, or add a replica', command: null, action: null }]
            : [],
          ...((currentHealthy ?? 0) < expectedPods
            ? {
                follows: facts.objects.Pod.filter(
                  ({ metadata }) => metadata?.namespace === object.namespace,
                ).map((pod) => refOf('Pod', pod)),
              }
            : {}),
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};

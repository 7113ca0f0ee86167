import { budgetsOf, covers, onePodOfEach } from '../facts/budgets.ts';
import { specEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import { toQuery } from '../facts/selectors.ts';
import { workloadOf } from '../facts/workloads.ts';
import type { Cause } from './cause.ts';

export const budgetsOverlap: Cause = {
  id: 'budgets-overlap',
  title: 'Two PodDisruptionBudgets cover one pod',
  rulesOut: 'disruption budgets',
  signal:
    'The selectors of two or more PodDisruptionBudgets match one pod: the API server refuses every eviction of it, and a drain of its node never ends.',
  looksAt: ['PodDisruptionBudget', 'Pod'],
  about: ['PodDisruptionBudget'],
  look: (facts) => {
    const byNamespace = Map.groupBy(budgetsOf(facts), ({ metadata }) => metadata?.namespace ?? '');
    return onePodOfEach(facts).flatMap((pod) => {
      const all = byNamespace.get(pod.metadata?.namespace ?? '') ?? [];
      const both = all.length < 2 ? [] : all.filter((budget) => covers(budget, pod.metadata?.labels));
      if (both.length < 2) return [];
      const workload = workloadOf(facts, pod);
      const names = both.map(({ metadata }) => metadata?.name ?? '').toSorted();
      const whose =
        workload === null
          ? `Pod ${pod.metadata?.name ?? ''}`
          : `The pods of ${workload.kind} ${workload.name}`;
      return both.map((budget) => ({
        severity: 'warning' as const,
        confidence: 'certain' as const,
        object: refOf('PodDisruptionBudget', budget),
        summary: `${whose} cannot be evicted: PodDisruptionBudgets ${names.join(' and ')} both cover ${workload === null ? 'it' : 'them'}, and an eviction takes one at most`,
        evidence: both.map((one) =>
          specEvidence(refOf('PodDisruptionBudget', one), `selector: ${toQuery(one.spec?.selector ?? {})}`),
        ),
        remedies: [
          {
            title: 'Keep one of them',
            command: kubectl(pod.metadata?.namespace ?? null, 'delete', 'pdb', names.at(-1) ?? ''),
            action: null,
          },
        ],
        fingerprint: `${pod.metadata?.namespace ?? ''} ${names.join(' ')}`,
      }));
    });
  },
};

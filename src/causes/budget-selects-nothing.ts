import { budgetsOf, covers, podsUnder } from '../facts/budgets.ts';
import type { Budget } from '../facts/budgets.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { couldSee } from '../facts/gaps.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nearestMiss } from '../facts/label-misses.ts';
import { refOf } from '../facts/refs.ts';
import { toQuery } from '../facts/selectors.ts';
import type { Cause } from './cause.ts';

/** Its workload is scaled to 0, or runs only at times: the selector is right all the same. */
const restsOnPurpose = (facts: Facts, budget: Budget): boolean => {
  const templates = [
    ...(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'] as const).flatMap((kind) =>
      facts.objects[kind].map(({ metadata, spec }) => ({ metadata, template: spec?.template })),
    ),
    ...facts.objects.CronJob.map(({ metadata, spec }) => ({
      metadata,
      template: spec?.jobTemplate?.spec?.template,
    })),
  ];
  return templates.some(
    ({ metadata, template }) =>
      metadata?.namespace === budget.metadata?.namespace && covers(budget, template?.metadata?.labels),
  );
};

/** The change of matchLabels that takes what is carried for what was asked, as a merge patch. */
const corrected = (key: string | undefined, carried: string): { [label: string]: string | null } => {
  const [name = '', value = ''] = carried.split('=');
  return key === undefined || key === name ? { [name]: value } : { [key]: null, [name]: value };
};

export const budgetSelectsNothing: Cause = {
  id: 'budget-selects-nothing',
  title: 'PodDisruptionBudget covers no pod',
  rulesOut: 'disruption budgets',
  signal:
    'The selector of a PodDisruptionBudget matches neither a pod nor the template of a workload, so it protects nothing; the nearest label set differs in one label.',
  looksAt: ['PodDisruptionBudget', 'Pod', 'Deployment', 'StatefulSet', 'DaemonSet'],
  about: ['PodDisruptionBudget'],
  look: (facts) =>
    budgetsOf(facts).flatMap((budget) => {
      if (
        (budget.status?.expectedPods ?? 0) > 0 ||
        budget.spec?.selector === undefined ||
        podsUnder(facts, budget).length > 0 ||
        restsOnPurpose(facts, budget) ||
        !['Pod', 'Deployment', 'StatefulSet'].every((kind) =>
          couldSee(facts, kind === 'Pod' ? 'Pod' : kind === 'Deployment' ? 'Deployment' : 'StatefulSet'),
        )
      )
        return [];
      const object = refOf('PodDisruptionBudget', budget);
      const { selector } = budget.spec;
      const near = nearestMiss(facts, {
        metadata: { namespace: object.namespace ?? undefined },
        spec: { selector: selector.matchLabels ?? {} },
      });
      const asked = toQuery(selector) || 'of everything';
      const carried = near?.carried ?? null;
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          object,
          summary: `PodDisruptionBudget ${object.name} protects nothing: its selector ${asked} matches no pod${near === undefined || carried === null ? '' : `; ${near.owner} carries ${carried}`}`,
          evidence: [
            specEvidence(object, `selector: ${asked}`),
            ...(budget.status?.expectedPods === undefined
              ? []
              : [statusEvidence(object, `expectedPods: ${budget.status.expectedPods}`)]),
          ],
          remedies: [
            carried === null
              ? { title: 'Correct the selector, or delete the budget', command: null, action: null }
              : {
                  title: `Correct the selector to ${carried}`,
                  command: kubectl(
                    object.namespace,
                    'patch',
                    'pdb',
                    object.name,
                    '--type=merge',
                    '-p',
                    JSON.stringify({ spec: { selector: { matchLabels: corrected(near?.key, carried) } } }),
                  ),
                  action: null,
                },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};

import type { Remedy } from '../answer.ts';
import { budgetsOf, podsUnder, ruleOf } from '../facts/budgets.ts';
import type { Budget } from '../facts/budgets.ts';
import { statusEvidence, specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Pod } from '../facts/objects.ts';
import { controllerOf, isReady, isTroubled } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

const patch = (budget: Budget, spec: object): string =>
  kubectl(
    budget.metadata?.namespace ?? null,
    'patch',
    'pdb',
    budget.metadata?.name ?? '',
    '--type=merge',
    '-p',
    JSON.stringify({ spec }),
  );

/** What makes room for one eviction, where the budget itself leaves none. */
const relaxed = (budget: Budget, pods: number): Remedy => ({
  title:
    pods === 1
      ? 'Run more replicas than it demands, or let this one be evicted'
      : 'Allow one eviction at a time',
  command:
    budget.spec?.minAvailable === undefined
      ? patch(budget, { maxUnavailable: 1 })
      : patch(budget, { minAvailable: Math.max(0, pods - 1) }),
  action: null,
});

/** The nodes that are being drained, as far as they were read, and on which covered pods run. */
const waitingDrains = (facts: Facts, pods: readonly Pod[]): string[] => {
  const names = new Set(pods.flatMap(({ spec }) => spec?.nodeName ?? []));
  return facts.objects.Node.flatMap(({ metadata, spec }) =>
    spec?.unschedulable === true && names.has(metadata?.name ?? '') ? (metadata?.name ?? []) : [],
  );
};

type Verdict = Pick<Found, 'follows' | 'remedies'> & { words: string };

const verdictOn = (facts: Facts, budget: Budget, pods: readonly Pod[]): Verdict | null => {
  const { expectedPods = 0, currentHealthy = 0, desiredHealthy = 0 } = budget.status ?? {};
  const counts = `${currentHealthy} of ${expectedPods} pods are healthy and ${desiredHealthy} must stay (${ruleOf(budget)})`;
  const bare = pods.filter((pod) => controllerOf(pod) === undefined);
  if (expectedPods < pods.length && bare.length > 0 && ruleOf(budget).endsWith('%'))
    return {
      words: `${ruleOf(budget)} is a share of what a controller wants, and pod ${bare[0]?.metadata?.name ?? ''} has no controller`,
      remedies: [
        {
          title: 'Write minAvailable as a number, or run the pod by a Deployment',
          command: patch(budget, { minAvailable: Math.max(0, pods.length - 1) }),
          action: null,
        },
      ],
    };
  if (expectedPods === 0) return null;
  const never = desiredHealthy >= expectedPods;
  const unready = pods.filter((pod) => !isReady(pod));
  const troubled = unready.filter((pod) => isTroubled(facts, pod));
  if (never)
    return {
      words: `${counts}, so none can ever go`,
      // What is unwell is to be mended: the budget only counts it.
      remedies: troubled.length > 0 ? [] : [relaxed(budget, expectedPods)],
      follows: troubled.map((pod) => refOf('Pod', pod)),
    };
  // Pods that are starting, or an eviction that is under way, pass by themselves.
  if (troubled.length === 0 && (unready.length > 0 || pods.length >= expectedPods)) return null;
  return {
    words: counts,
    remedies: [],
    follows: [
      ...troubled.map((pod) => refOf('Pod', pod)),
      ...(['Deployment', 'StatefulSet', 'ReplicaSet'] as const).flatMap((kind) =>
        facts.objects[kind]
          .filter(({ metadata }) => metadata?.namespace === budget.metadata?.namespace)
          .map((owner) => refOf(kind, owner)),
      ),
    ],
  };
};

export const disruptionBlocked: Cause = {
  id: 'disruption-blocked',
  title: 'PodDisruptionBudget allows no eviction',
  rulesOut: 'disruption budgets',
  signal:
    'The budget covers pods and status.disruptionsAllowed is 0: because it demands as many healthy pods as there are, because pods are unwell, or because it counts in percent pods that have no controller. A drain of their nodes waits for ever.',
  looksAt: ['PodDisruptionBudget', 'Pod'],
  about: ['PodDisruptionBudget'],
  look: (facts) =>
    budgetsOf(facts).flatMap((budget) => {
      const object = refOf('PodDisruptionBudget', budget);
      const { expectedPods, disruptionsAllowed, currentHealthy, desiredHealthy, conditions } =
        budget.status ?? {};
      if (expectedPods === undefined || (disruptionsAllowed ?? 0) > 0) return [];
      const pods = podsUnder(facts, budget);
      const verdict = verdictOn(facts, budget, pods);
      if (verdict === null) return [];
      const { words, ...rest } = verdict;
      const drains = waitingDrains(facts, pods);
      const condition = conditions?.find(({ type }) => type === 'DisruptionAllowed');
      return [
        {
          ...rest,
          severity: 'warning',
          confidence: 'certain',
          object,
          summary: `PodDisruptionBudget ${object.name} allows no eviction: ${words}${drains.length === 0 ? '' : `; the drain of node ${drains.join(', ')} waits`}`,
          effect: `PodDisruptionBudget ${object.name} allows no eviction`,
          evidence: [
            statusEvidence(
              object,
              `disruptionsAllowed: ${disruptionsAllowed ?? 0}, currentHealthy: ${currentHealthy ?? 0}, desiredHealthy: ${desiredHealthy ?? 0}, expectedPods: ${expectedPods}`,
              condition?.lastTransitionTime ?? null,
            ),
            specEvidence(object, ruleOf(budget).replace(' ', ': ')),
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};

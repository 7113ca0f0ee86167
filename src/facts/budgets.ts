import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import type { ObjectOf, Pod } from './objects.ts';
import { familyOf } from './pods.ts';
import { matches } from './selectors.ts';
import type { Labels } from './selectors.ts';

export type Budget = ObjectOf['PodDisruptionBudget'];

/** Budgets that are not being deleted. */
export const budgetsOf = once((facts: Facts): Budget[] =>
  facts.objects.PodDisruptionBudget.filter(({ metadata }) => metadata?.deletionTimestamp === undefined),
);

const podsByNamespace = once((facts: Facts) =>
  Map.groupBy(
    facts.objects.Pod.filter(({ status }) => status?.phase !== 'Succeeded' && status?.phase !== 'Failed'),
    ({ metadata }) => metadata?.namespace ?? '',
  ),
);

/**
 * Whether a budget covers pods with these labels. An empty selector covers every pod of its namespace, in
 * policy/v1beta1 none: https://kubernetes.io/docs/reference/using-api/deprecation-guide/#poddisruptionbudget-v125
 */
export const covers = ({ spec, apiVersion }: Budget, labels: Labels | undefined): boolean => {
  const { matchLabels, matchExpressions } = spec?.selector ?? {};
  const isEmpty = Object.keys(matchLabels ?? {}).length === 0 && (matchExpressions ?? []).length === 0;
  return !(isEmpty && apiVersion === 'policy/v1beta1') && matches(spec?.selector, labels);
};

/** The pods that a budget covers, finished ones left out. */
export const podsUnder = (facts: Facts, budget: Budget): Pod[] =>
  (podsByNamespace(facts).get(budget.metadata?.namespace ?? '') ?? []).filter(({ metadata }) =>
    covers(budget, metadata?.labels),
  );

/** One pod of each family, as replicas of one template have the same labels. */
export const onePodOfEach = once((facts: Facts): Pod[] => [
  ...new Map([...podsByNamespace(facts).values()].flat().map((pod) => [familyOf(pod), pod])).values(),
]);

/** `minAvailable 2`, as it is written. */
export const ruleOf = ({ spec }: Budget): string =>
  spec?.minAvailable === undefined
    ? `maxUnavailable ${spec?.maxUnavailable ?? ''}`
    : `minAvailable ${spec.minAvailable}`;

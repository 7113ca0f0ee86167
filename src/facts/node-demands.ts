import type { Facts } from './facts.ts';
import type { ObjectOf, Pod } from './objects.ts';
import { holds } from './selectors.ts';
import type { Labels } from './selectors.ts';

type Node = ObjectOf['Node'];

/** One demand of a pod on the labels of its node, by nodeSelector or by a required node affinity. */
export type Demand = {
  text: string;
  key: string;
  from: 'node selector' | 'node affinity';
  met: (labels: Labels | undefined) => boolean;
};

const termsOf = (pod: Pod) =>
  pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];

const selectorDemands = (pod: Pod): Demand[] =>
  Object.entries(pod.spec?.nodeSelector ?? {}).map(([key, value]) => ({
    text: `${key}=${value ?? ''}`,
    key,
    from: 'node selector',
    met: (labels) => labels?.[key] === value,
  }));

/** Every single demand, those of alternative affinity terms one after the other. */
export const demandsOf = (pod: Pod): Demand[] => [
  ...selectorDemands(pod),
  ...termsOf(pod).flatMap((term) =>
    (term.matchExpressions ?? []).map((rule): Demand => ({
      text: `${rule.key ?? ''} ${rule.operator ?? ''} ${(rule.values ?? []).join(',')}`.trim(),
      key: rule.key ?? '',
      from: 'node affinity',
      met: (labels) => holds(rule, labels),
    })),
  ),
];

/** Whether a node meets the selector and one of the affinity terms. */
const suits = (pod: Pod, { metadata }: Node): boolean => {
  const terms = termsOf(pod);
  const byName = { 'metadata.name': metadata?.name };
  return (
    selectorDemands(pod).every(({ met }) => met(metadata?.labels)) &&
    (terms.length === 0 ||
      terms.some(
        ({ matchExpressions = [], matchFields = [] }) =>
          matchExpressions.every((rule) => holds(rule, metadata?.labels)) &&
          matchFields.every((rule) => holds(rule, byName)),
      ))
  );
};

/** The nodes whose labels suit a pod. */
export const suitableNodes = (facts: Facts, pod: Pod): Node[] =>
  facts.objects.Node.filter((node) => suits(pod, node));

type Taint = NonNullable<NonNullable<Node['spec']>['taints']>[number];

/**
 * The taints of a node that keep a pod away.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export const untolerated = (pod: Pod, node: Node): Taint[] =>
  (node.spec?.taints ?? []).filter(
    (taint) =>
      taint.effect !== 'PreferNoSchedule' &&
      !(pod.spec?.tolerations ?? []).some(
        ({ key, operator = 'Equal', value, effect }) =>
          (effect === undefined || effect === taint.effect) &&
          (key === undefined
            ? operator === 'Exists'
            : key === taint.key && (operator === 'Exists' || (value ?? '') === (taint.value ?? ''))),
      ),
  );

/** A taint as kubectl writes it: `dedicated=batch:NoSchedule`. */
export const taintText = ({ key = '', value, effect = '' }: Taint): string =>
  `${key}${value === undefined ? '' : `=${value}`}:${effect}`;

import type { ObjectOf, Pod } from './objects.ts';
import { holds } from './selectors.ts';
import type { Labels } from './selectors.ts';
import { tableOf } from './table.ts';

type Node = ObjectOf['Node'];

/** One demand of a pod on its node, by nodeSelector or by a required node affinity. */
export type Demand = {
  text: string;
  key: string;
  from: 'node selector' | 'node affinity';
  met: (node: Node) => boolean;
};

type Term = { matchExpressions?: Rule[] | undefined; matchFields?: Rule[] | undefined };
type Rule = Parameters<typeof holds>[0];

const onLabels = (rule: Rule) => (node: Node) => holds(rule, node.metadata?.labels);
const onFields = (rule: Rule) => (node: Node) => holds(rule, { 'metadata.name': node.metadata?.name });

const operators: { [operator: string]: string } = tableOf({ In: 'in', NotIn: 'not in', Gt: '>', Lt: '<' });

/** One rule about labels in words: `zone in a, b`, `disk=ssd`. */
export const ruleText = ({ key = '', operator = '', values = [] }: Rule): string => {
  if (operator === 'In' && values.length === 1) return `${key}=${values[0] ?? ''}`;
  if (operator === 'Exists') return key;
  if (operator === 'DoesNotExist') return `no ${key}`;
  return `${key} ${operators[operator] ?? operator} ${values.join(', ')}`;
};

const asDemand = (rule: Rule, met: Demand['met']): Demand => ({
  text: ruleText(rule),
  key: rule.key ?? '',
  from: 'node affinity',
  met,
});

const termDemands = ({ matchExpressions = [], matchFields = [] }: Term): Demand[] => [
  ...matchExpressions.map((rule) => asDemand(rule, onLabels(rule))),
  ...matchFields.map((rule) => asDemand(rule, onFields(rule))),
];

const termsOf = (pod: Pod): Term[] =>
  pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];

const selectorDemands = (pod: Pod): Demand[] =>
  Object.entries(pod.spec?.nodeSelector ?? {}).map(([key, value]) => ({
    text: `${key}=${value ?? ''}`,
    key,
    from: 'node selector',
    met: (node) => node.metadata?.labels?.[key] === value,
  }));

/** Every single demand, those of alternative affinity terms one after the other. */
export const demandsOf = (pod: Pod): Demand[] => [
  ...selectorDemands(pod),
  ...termsOf(pod).flatMap(termDemands),
];

/** Of alternatives, the demands of the one that lacks least: none where an alternative is met. */
const unmetOfTerms = (terms: readonly Term[], node: Node): Demand[] => {
  if (terms.length === 0) return [];
  const open = terms
    .map((term) => ({ all: termDemands(term), unmet: termDemands(term).filter(({ met }) => !met(node)) }))
    .filter(({ all }) => all.length > 0)
    .toSorted((a, b) => a.unmet.length - b.unmet.length);
  return open[0]?.unmet ?? [];
};

/** What a pod demands of the labels and the name of its node and this node does not meet. */
export const unmetBy = (pod: Pod, node: Node): Demand[] => [
  ...selectorDemands(pod).filter(({ met }) => !met(node)),
  ...unmetOfTerms(termsOf(pod), node),
];

/** Whether a node meets one of the terms by which a volume says where it can be used. */
export const meetsTerms = (terms: readonly Term[], node: Node): boolean =>
  unmetOfTerms(terms, node).length === 0;

/** The node a DaemonSet made the pod for, or null. */
export const ownNodeOf = (pod: Pod): string | null => {
  const rules = termsOf(pod).flatMap(({ matchFields }) => matchFields ?? []);
  return rules.find(({ key }) => key === 'metadata.name')?.values?.[0] ?? null;
};

/** A label set in words, for the keys that demands name: `disk=hdd`. */
export const labelsShown = (labels: Labels | undefined, keys: readonly string[]): string =>
  [...new Set(keys)]
    .map((key) => (labels?.[key] === undefined ? `no label ${key}` : `${key}=${labels[key] ?? ''}`))
    .join(', ');

type Taint = NonNullable<NonNullable<Node['spec']>['taints']>[number];
type Toleration = NonNullable<NonNullable<Pod['spec']>['tolerations']>[number];

const tolerates = ({ key, operator = 'Equal', value, effect }: Toleration, taint: Taint): boolean => {
  if (effect !== undefined && effect !== '' && effect !== taint.effect) return false;
  if (key === undefined || key === '') return operator === 'Exists';
  if (key !== taint.key) return false;
  switch (operator) {
    case 'Exists':
      return true;
    case 'Gt':
      return Number(taint.value) > Number(value);
    case 'Lt':
      return Number(taint.value) < Number(value);
    default:
      return (value ?? '') === (taint.value ?? '');
  }
};

/**
 * The taints of a node that keep a pod away.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export const untolerated = (pod: Pod, node: Node): Taint[] =>
  (node.spec?.taints ?? []).filter(
    (taint) =>
      taint.effect !== 'PreferNoSchedule' &&
      !(pod.spec?.tolerations ?? []).some((toleration) => tolerates(toleration, taint)),
  );

/** A taint without its effect: `dedicated=batch`. */
export const taintName = ({ key = '', value }: Taint): string =>
  `${key}${value === undefined || value === '' ? '' : `=${value}`}`;

/** A taint as kubectl writes it: `dedicated=batch:NoSchedule`. */
export const taintText = (taint: Taint): string => `${taintName(taint)}:${taint.effect ?? ''}`;

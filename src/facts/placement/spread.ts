import type { Facts } from '../facts.ts';
import { unmetBy, untolerated } from '../node-demands.ts';
import type { ObjectOf, Pod } from '../objects.ts';
import { matches } from '../selectors.ts';
import { podsByNode } from './placed-pods.ts';

type Node = ObjectOf['Node'];
type Constraint = NonNullable<NonNullable<Pod['spec']>['topologySpreadConstraints']>[number];

/** A constraint that a node breaks: its label is missing, or one more pod would stand too far above the least. */
export type BrokenSpread = {
  topologyKey: string;
  maxSkew: number;
  /** null where the node lacks the label. */
  domain: string | null;
  /** The pods in each domain, the emptiest first. */
  domains: { name: string; pods: number }[];
};

const counts = (constraint: Constraint, pod: Pod, other: Pod): boolean =>
  other.metadata?.namespace === pod.metadata?.namespace &&
  other.metadata?.deletionTimestamp === undefined &&
  matches(constraint.labelSelector, other.metadata?.labels) &&
  (constraint.matchLabelKeys ?? []).every(
    (key) => other.metadata?.labels?.[key ?? ''] === pod.metadata?.labels?.[key ?? ''],
  );

const isCandidate = (pod: Pod, constraint: Constraint, keys: readonly string[], node: Node): boolean =>
  keys.every((key) => node.metadata?.labels?.[key] !== undefined) &&
  (constraint.nodeAffinityPolicy === 'Ignore' || unmetBy(pod, node).length === 0) &&
  (constraint.nodeTaintsPolicy !== 'Honor' || untolerated(pod, node).length === 0);

const check = (facts: Facts, pod: Pod, constraint: Constraint, keys: readonly string[]) => {
  const { topologyKey = '', maxSkew = 1, minDomains = 1 } = constraint;
  const found = new Map<string, number>();
  for (const node of facts.objects.Node) {
    if (!isCandidate(pod, constraint, keys, node)) continue;
    const name = node.metadata?.labels?.[topologyKey] ?? '';
    const pods = (podsByNode(facts).get(node.metadata?.name ?? '') ?? []).filter((other) =>
      counts(constraint, pod, other),
    );
    found.set(name, (found.get(name) ?? 0) + pods.length);
  }
  const domains = [...found].map(([name, pods]) => ({ name, pods })).toSorted((a, b) => a.pods - b.pods);
  const least = domains.length < minDomains ? 0 : (domains[0]?.pods ?? 0);
  const itself = counts(constraint, pod, pod) ? 1 : 0;
  return (node: Node): BrokenSpread | null => {
    const domain = node.metadata?.labels?.[topologyKey] ?? null;
    const fits = domain !== null && (found.get(domain) ?? 0) + itself - least <= maxSkew;
    return fits ? null : { topologyKey, maxSkew, domain, domains };
  };
};

/**
 * Tells for a node which spread constraints it breaks, as far as the pods of the namespace were read.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export const brokenSpreads = (facts: Facts, pod: Pod): ((node: Node) => BrokenSpread[]) => {
  const hard = (pod.spec?.topologySpreadConstraints ?? []).filter(
    ({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule',
  );
  const keys = hard.flatMap(({ topologyKey }) => topologyKey ?? []);
  const checks = hard.map((constraint) => check(facts, pod, constraint, keys));
  return (node) => checks.flatMap((one) => one(node) ?? []);
};

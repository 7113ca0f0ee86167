import type { Facts } from '../facts.ts';
import { once } from '../memo.ts';
import type { ObjectOf, Pod } from '../objects.ts';
import { matches } from '../selectors.ts';

export type NetworkPolicy = ObjectOf['NetworkPolicy'];
export type Direction = 'Ingress' | 'Egress';

type Spec = NonNullable<NetworkPolicy['spec']>;
export type Rule = NonNullable<Spec['ingress']>[number] | NonNullable<Spec['egress']>[number];
export type Peer = NonNullable<NonNullable<NonNullable<Spec['ingress']>[number]['from']>[number]>;
export type PolicyPort = NonNullable<NonNullable<NonNullable<Spec['ingress']>[number]['ports']>[number]>;

/**
 * What a policy is about: what it says, and where it says nothing ingress, and egress if it has rules for that.
 * https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/#NetworkPolicySpec
 */
const directionsOf = ({ spec }: NetworkPolicy): Direction[] => {
  const given = (spec?.policyTypes ?? []).filter((type) => type === 'Ingress' || type === 'Egress');
  if (given.length > 0) return given;
  return spec?.egress === undefined ? ['Ingress'] : ['Ingress', 'Egress'];
};

/** The rules of one direction. No rule lets nothing through. */
export const rulesOf = ({ spec }: NetworkPolicy, direction: Direction): Rule[] =>
  (direction === 'Ingress' ? spec?.ingress : spec?.egress) ?? [];

/** The other ends that a rule names; none means all. */
export const peersOf = (rule: Rule): Peer[] =>
  ('to' in rule ? rule.to : 'from' in rule ? rule.from : undefined) ?? [];

const byNamespace = once((facts: Facts) =>
  Map.groupBy(facts.objects.NetworkPolicy, ({ metadata }) => metadata?.namespace ?? ''),
);

/** An empty selector is all pods; one that is missing selects none, for the API demands it. */
export const selectsPod = ({ spec }: NetworkPolicy, pod: Pod): boolean =>
  matches(spec?.podSelector, pod.metadata?.labels);

/**
 * The policies that shut a pod off in one direction but for what they let through together. Pods on the network of their
 * node are beyond policies.
 */
export const policiesOn = (facts: Facts, pod: Pod, direction: Direction): NetworkPolicy[] =>
  pod.spec?.hostNetwork === true
    ? []
    : (byNamespace(facts).get(pod.metadata?.namespace ?? '') ?? []).filter(
        (policy) => directionsOf(policy).includes(direction) && selectsPod(policy, pod),
      );

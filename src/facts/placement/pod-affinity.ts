import type { Facts } from '../facts.ts';
import { once } from '../memo.ts';
import type { ObjectOf, Pod } from '../objects.ts';
import { matches, noLabels } from '../selectors.ts';
import { podsByNode, sawPlacedPods } from './placed-pods.ts';

type Node = ObjectOf['Node'];
type Affinity = NonNullable<NonNullable<Pod['spec']>['affinity']>;
type Term = NonNullable<
  NonNullable<Affinity['podAffinity']>['requiredDuringSchedulingIgnoredDuringExecution']
>[number];

/** A rule about other pods that a node breaks; `holders` are the pods that stand there against an anti-affinity. */
export type BrokenRule = { rule: 'affinity' | 'anti-affinity'; topologyKey: string; holders: Pod[] };

const required = (rules: Affinity['podAffinity'] | Affinity['podAntiAffinity']): Term[] =>
  rules?.requiredDuringSchedulingIgnoredDuringExecution ?? [];

const ownNamespaceOnly = ({ namespaces = [], namespaceSelector }: Term): boolean =>
  namespaces.length === 0 && namespaceSelector === undefined;

/** Whether a rule of `bearer` is about another pod; null where the labels of its namespace would decide. */
const isAbout = (term: Term, bearer: Pod, other: Pod): boolean | null => {
  const place = other.metadata?.namespace;
  if (ownNamespaceOnly(term) && place !== bearer.metadata?.namespace) return false;
  if (!matches(term.labelSelector, other.metadata?.labels)) return false;
  const { namespaces = [], namespaceSelector } = term;
  if (ownNamespaceOnly(term) || namespaces.some((one) => one === place)) return true;
  if (namespaceSelector === undefined) return false;
  return Object.keys(namespaceSelector).length === 0 ? true : null;
};

/** A pod and the labels of the node it is on. */
type Placed = { pod: Pod; labels: { [key: string]: string | undefined } };

const placed = once((facts: Facts): Placed[] =>
  facts.objects.Node.flatMap(({ metadata }) =>
    (podsByNode(facts).get(metadata?.name ?? '') ?? []).map((pod) => ({
      pod,
      labels: metadata?.labels ?? noLabels,
    })),
  ),
);

const placedByNamespace = once((facts: Facts) =>
  Map.groupBy(placed(facts), ({ pod }) => pod.metadata?.namespace ?? ''),
);

/** Those that a rule of `bearer` can be about: most rules stay in their own namespace. */
const inReach = (facts: Facts, term: Term, bearer: Pod): readonly Placed[] =>
  ownNamespaceOnly(term)
    ? (placedByNamespace(facts).get(bearer.metadata?.namespace ?? '') ?? [])
    : placed(facts);

/** The pods whose own anti-affinity can keep others away. */
const guarded = once((facts: Facts): Placed[] =>
  placed(facts).filter(({ pod }) => required(pod.spec?.affinity?.podAntiAffinity).length > 0),
);

type Check = (node: Node) => BrokenRule | null;

const inDomain = (key: string, node: Node, { labels }: Placed): boolean =>
  labels[key] !== undefined && labels[key] === node.metadata?.labels?.[key];

/** A required affinity is met by a pod in the same domain, or by the first pod of its kind that matches itself. */
const affinityCheck = (facts: Facts, pod: Pod, term: Term): Check => {
  const topologyKey = term.topologyKey ?? '';
  const wanted = inReach(facts, term, pod).filter((other) => isAbout(term, pod, other.pod) !== false);
  const first = wanted.length === 0 && isAbout(term, pod, pod) === true;
  return (node) => {
    const met = first
      ? node.metadata?.labels?.[topologyKey] !== undefined
      : wanted.some((other) => inDomain(topologyKey, node, other));
    return met ? null : { rule: 'affinity', topologyKey, holders: [] };
  };
};

const antiAffinityCheck =
  (topologyKey: string, unwanted: readonly Placed[]): Check =>
  (node) => {
    const holders = unwanted.filter((other) => inDomain(topologyKey, node, other)).map((other) => other.pod);
    return holders.length === 0 ? null : { rule: 'anti-affinity', topologyKey, holders };
  };

/** The anti-affinity of the pods that are there already counts as well. */
const checksOfOthers = (facts: Facts, pod: Pod): Check[] => {
  const keeping = guarded(facts).flatMap((other) =>
    required(other.pod.spec?.affinity?.podAntiAffinity)
      .filter((term) => isAbout(term, other.pod, pod) === true)
      .map(({ topologyKey = '' }) => ({ topologyKey, other })),
  );
  return [...Map.groupBy(keeping, ({ topologyKey }) => topologyKey)].map(([topologyKey, same]) =>
    antiAffinityCheck(
      topologyKey,
      same.map(({ other }) => other),
    ),
  );
};

/**
 * Tells for a node which required rules about other pods it breaks, as far as the pods were read.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
 */
export const brokenRules = (facts: Facts, pod: Pod): ((node: Node) => BrokenRule[]) => {
  const { podAffinity, podAntiAffinity } = pod.spec?.affinity ?? {};
  const mine = required(podAntiAffinity).map(({ topologyKey = '', ...term }) =>
    antiAffinityCheck(
      topologyKey,
      inReach(facts, term, pod).filter((other) => isAbout(term, pod, other.pod) === true),
    ),
  );
  const checks = [
    ...required(podAffinity)
      .filter((term) => ownNamespaceOnly(term) || sawPlacedPods(facts))
      .map((term) => affinityCheck(facts, pod, term)),
    ...mine,
    ...checksOfOthers(facts, pod),
  ];
  return (node) => {
    const broken = checks.flatMap((check) => check(node) ?? []);
    // Replicas keep each other away by the same rule: it is told once.
    return [...new Map(broken.map((one) => [`${one.rule} ${one.topologyKey}`, one])).values()];
  };
};

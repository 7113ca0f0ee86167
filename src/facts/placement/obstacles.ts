import type { Facts } from '../facts.ts';
import { once } from '../memo.ts';
import { labelsShown, ownNodeOf, taintText, unmetBy, untolerated } from '../node-demands.ts';
import type { ObjectOf, Pod } from '../objects.ts';
import { refOf } from '../refs.ts';
import { portHolders } from './host-ports.ts';
import { podsByNode } from './placed-pods.ts';
import { brokenRules } from './pod-affinity.ts';
import { amountOf, requestOf, resourcesOf } from './requests.ts';
import { roomOn } from './room.ts';
import type { SchedulingProblem } from './sentence.ts';
import { brokenSpreads } from './spread.ts';
import { reachesOf } from './volume-reach.ts';

type Node = ObjectOf['Node'];

/** The resource that a node is too small for, or too full. */
export type Lack = { resource: string; asked: number; allocatable: number; free: number | null };

/**
 * One thing that keeps a pod from one node. `text` goes on from `2 nodes are`; `quote` is what the API says of the node.
 * `cost` weighs how much would have to change until the pod fits: room comes and goes, labels and taints say what a node
 * is for, volumes stay where they are.
 */
export type Obstacle = {
  problem: SchedulingProblem;
  text: string;
  quote: string;
  cost: number;
  lack?: Lack;
};

const cordon = 'node.kubernetes.io/unschedulable';
/** Taints that the node controller sets for a condition and takes back by itself. */
const passing = /^node\.kubernetes\.io\/(?!unschedulable)|^node\.cloudprovider\.kubernetes\.io\//;

const controlPlane = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];

const byTaints = (pod: Pod, node: Node): Obstacle[] => {
  if (node.spec?.unschedulable !== true && (node.spec?.taints ?? []).length === 0) return [];
  const taints = untolerated(pod, node);
  const cordoned = taints.filter(({ key }) => key === cordon);
  const others = taints.filter(({ key }) => key !== cordon);
  const tolerated =
    node.spec?.unschedulable === true && (node.spec.taints ?? []).some((t) => t.key === cordon);
  const shut = cordoned.length > 0 || (node.spec?.unschedulable === true && !tolerated);
  return [
    ...(shut
      ? [{ problem: 'cordon' as const, text: 'cordoned', quote: 'unschedulable: true', cost: 1 }]
      : []),
    ...(others.length > 0
      ? [
          {
            problem: 'taint' as const,
            text: others.every(({ key }) => controlPlane.includes(key ?? ''))
              ? 'kept for the control plane'
              : `tainted ${others.map(taintText).join(', ')}`,
            quote: `taints: ${others.map(taintText).join(', ')}`,
            cost: others.every(({ key }) => passing.test(key ?? ''))
              ? 1.5
              : others.some(({ key }) => controlPlane.includes(key ?? ''))
                ? 6
                : 3,
          },
        ]
      : []),
  ];
};

const byLabels = (pod: Pod, node: Node): Obstacle[] => {
  const unmet = unmetBy(pod, node);
  if (unmet.length === 0) return [];
  const own = ownNodeOf(pod) !== null;
  return [
    {
      problem: 'selector',
      text: `without ${unmet.map(({ text }) => text).join(' and ')}`,
      quote: `labels: ${labelsShown(
        node.metadata?.labels,
        unmet.map(({ key }) => key),
      )}`,
      cost: (own ? 100 : 3) + unmet.length,
    },
  ];
};

const byRoom = (facts: Facts, pod: Pod, node: Node): Obstacle[] => {
  const lacks = resourcesOf(pod).flatMap((resource): Obstacle[] => {
    const asked = requestOf(pod, resource);
    const { allocatable, free } = roomOn(facts, node, resource);
    if (asked <= 0 || asked <= (free ?? allocatable) + 1e-9) return [];
    const never = asked > allocatable;
    const absent = never && allocatable === 0;
    // A node of another kind has what this one never will; one of the same kind that is tainted is not meant for it.
    const special = resource.includes('/') || resource.startsWith('hugepages-');
    return [
      {
        problem: 'resources',
        text: absent ? `without ${resource}` : never ? `too small (${resource})` : `short of ${resource}`,
        quote: absent
          ? `allocatable: no ${resource}`
          : `${resource}: allocatable ${amountOf(resource, allocatable)}${free === null ? '' : `, free ${amountOf(resource, Math.max(0, free))}`}`,
        cost: never ? (special ? 5 : 2.9) : 2,
        lack: { resource, asked, allocatable, free },
      },
    ];
  });
  const { allocatable, free } = roomOn(facts, node, 'pods');
  const full = free !== null && free < 1 && allocatable > 0;
  return [
    ...lacks,
    ...(full
      ? [
          {
            problem: 'pods' as const,
            text: 'full of pods',
            quote: `pods: ${allocatable - free} of ${allocatable}`,
            cost: 2,
          },
        ]
      : []),
  ];
};

const byNeighbours = (
  pod: Pod,
  node: Node,
  onNode: readonly Pod[],
  rules: ReturnType<typeof brokenRules>,
  spreads: ReturnType<typeof brokenSpreads>,
): Obstacle[] => [
  ...portHolders(pod, onNode)
    .slice(0, 1)
    .map(({ holder, port }) => ({
      problem: 'port' as const,
      text: `busy on host port ${port.port}`,
      quote: `pod ${holder.metadata?.namespace ?? ''}/${holder.metadata?.name ?? ''} holds host port ${port.port}/${port.protocol}`,
      cost: 2,
    })),
  ...rules(node).map(({ rule, topologyKey, holders }) => ({
    problem: 'affinity' as const,
    text: rule === 'affinity' ? 'without the pods it wants beside it' : 'held by pods it keeps away from',
    quote:
      rule === 'affinity'
        ? `no pod that the affinity asks for in the same ${topologyKey}`
        : `anti-affinity over ${topologyKey}: ${holders
            .slice(0, 3)
            .map(({ metadata }) => metadata?.name ?? '')
            .join(', ')}${holders.length > 3 ? ` and ${holders.length - 3} more` : ''}`,
    cost: rule === 'affinity' ? 3 : 2,
  })),
  ...spreads(node).map(({ topologyKey, domain, domains, maxSkew }) => ({
    problem: 'spread' as const,
    text: domain === null ? `without the label ${topologyKey}` : `above the allowed skew over ${topologyKey}`,
    quote:
      domain === null
        ? `labels: no label ${topologyKey}`
        : `${topologyKey}=${domain}; pods: ${domains.map(({ name, pods }) => `${name} ${pods}`).join(', ')}; maxSkew ${maxSkew}`,
    cost: domain === null ? 4 : 2,
  })),
];

/** A node, and what keeps a pod from it: nothing, as far as was read, where `obstacles` is empty. */
export type NodeVerdict = { node: Node; name: string; obstacles: Obstacle[]; cost: number };

const nodesByName = once((facts: Facts): { node: Node; name: string }[] =>
  facts.objects.Node.map((node) => ({ node, name: refOf('Node', node).name })).toSorted((a, b) =>
    a.name.localeCompare(b.name),
  ),
);

/** Every node that was read, judged against all that the pod demands, the nearest to fitting first. */
export const verdictsOn = (facts: Facts, pod: Pod): NodeVerdict[] => {
  const rules = brokenRules(facts, pod);
  const spreads = brokenSpreads(facts, pod);
  const reaches = reachesOf(facts, pod);
  return nodesByName(facts)
    .map(({ node, name }) => {
      const onNode = podsByNode(facts).get(name) ?? [];
      const obstacles: Obstacle[] = [
        ...byTaints(pod, node),
        ...byLabels(pod, node),
        ...byRoom(facts, pod, node),
        ...byNeighbours(pod, node, onNode, rules, spreads),
        ...reaches
          .filter(({ reaches: reach }) => !reach(node))
          .map(({ claim, volume, quote }) => ({
            problem: 'volume' as const,
            text: `out of reach of ${volume === null ? `the class of claim ${claim}` : `volume ${volume}`}`,
            quote: `not in ${quote}`,
            cost: 8,
          })),
      ];
      return { node, name, obstacles, cost: obstacles.reduce((sum, { cost }) => sum + cost, 0) };
    })
    .toSorted((a, b) => a.cost - b.cost);
};

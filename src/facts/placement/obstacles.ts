import type { Facts } from '../facts.ts';
import { once } from '../memo.ts';
import { labelsShown, ownNodeOf, unmetBy } from '../node-demands.ts';
import { hasNeverReported } from '../nodes.ts';
import type { ObjectOf, Pod } from '../objects.ts';
import { refOf } from '../refs.ts';
import { byClosing } from './closed-nodes.ts';
import { portHolders } from './host-ports.ts';
import type { Obstacle } from './obstacle.ts';
import { podsByNode } from './placed-pods.ts';
import { brokenRules } from './pod-affinity.ts';
import { amountOf, requestOf, resourcesOf } from './requests.ts';
import { roomOn } from './room.ts';
import { brokenSpreads } from './spread.ts';
import { reachesOf } from './volume-reach.ts';

type Node = ObjectOf['Node'];

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

/** A node of another kind has what this one never will: devices, huge pages. */
const isSpecial = (resource: string): boolean => resource.includes('/') || resource.startsWith('hugepages-');

/** Until its kubelet reports, a node has no room for anything, and nothing tells that it will have devices. */
const unreported = (pod: Pod): Obstacle => ({
  problem: 'pods',
  text: 'without any report of a kubelet',
  quote: 'allocatable: nothing, as its kubelet has never reported',
  cost: resourcesOf(pod).some((resource) => isSpecial(resource) && requestOf(pod, resource) > 0) ? 5 : 0.5,
  unreported: true,
});

const byRoom = (facts: Facts, pod: Pod, node: Node): Obstacle[] => {
  if (hasNeverReported(node) && node.status?.allocatable === undefined) return [unreported(pod)];
  const lacks = resourcesOf(pod).flatMap((resource): Obstacle[] => {
    const asked = requestOf(pod, resource);
    const { allocatable, free } = roomOn(facts, node, resource);
    if (asked <= 0 || asked <= (free ?? allocatable) + 1e-9) return [];
    const never = asked > allocatable;
    const absent = never && allocatable === 0;
    return [
      {
        problem: 'resources',
        text: absent ? `without ${resource}` : never ? `too small (${resource})` : `short of ${resource}`,
        quote: absent
          ? `allocatable: no ${resource}`
          : `${resource}: allocatable ${amountOf(resource, allocatable)}${free === null ? '' : `, free ${amountOf(resource, Math.max(0, free))}`}`,
        cost: never ? (isSpecial(resource) ? 5 : 2.9) : 2,
        lack: { resource, asked, allocatable, free },
      },
    ];
  });
  const { allocatable, free } = roomOn(facts, node, 'pods');
  const full = free !== null && free < 1 && node.status?.allocatable?.['pods'] !== undefined;
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
    ...(domain === null
      ? {}
      : { words: [`above the allowed skew over ${topologyKey.split('/').at(-1) ?? topologyKey}`] }),
    quote:
      domain === null
        ? `labels: no label ${topologyKey}`
        : `${topologyKey}=${domain}; pods: ${domains.map(({ name, pods }) => `${name} ${pods}`).join(', ')}; maxSkew ${maxSkew}`,
    cost: domain === null ? 4 : 2,
  })),
];

/** A node, and what keeps a pod from it: nothing, as far as was read, where `obstacles` is empty. */
export type NodeVerdict = { node: Node; name: string; obstacles: Obstacle[]; cost: number };

/** What comes and goes by itself costs no more where several such things come together; the rest adds up. */
const comesAndGoes = 2;

const costOf = (obstacles: readonly Obstacle[]): number => {
  const costs = obstacles.map(({ cost }) => cost);
  const light = costs.filter((cost) => cost <= comesAndGoes);
  const heavy = costs.filter((cost) => cost > comesAndGoes);
  return heavy.reduce((sum, cost) => sum + cost, 0) + Math.max(0, ...light) + light.length / 10;
};

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
        ...byClosing(pod, node),
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
      return { node, name, obstacles, cost: costOf(obstacles) };
    })
    .toSorted((a, b) => a.cost - b.cost);
};

import type { Facts } from '../facts.ts';
import { once } from '../memo.ts';
import type { ObjectOf, Pod } from '../objects.ts';
import { quantity } from '../quantities.ts';
import { refOf } from '../refs.ts';
import { podsByNode, sawPlacedPods } from './placed-pods.ts';
import { requestOf } from './requests.ts';

type Node = ObjectOf['Node'];

/** What a node has of one resource, in its unit. `free` and `pods` are null where not all pods on it were read. */
export type Room = { allocatable: number; free: number | null; pods: readonly Pod[] };

const known = once((_facts: Facts) => new Map<Node, Map<string, Room>>());

/** What is left of a resource on a node; `pods` counts pods. */
export const roomOn = (facts: Facts, node: Node, resource: string): Room => {
  const nodes = known(facts);
  const rooms = nodes.get(node) ?? new Map<string, Room>();
  nodes.set(node, rooms);
  const before = rooms.get(resource);
  if (before !== undefined) return before;
  const { name } = refOf('Node', node);
  const allocatable = quantity(node.status?.allocatable?.[resource]) ?? 0;
  const pods = podsByNode(facts).get(name) ?? [];
  const used = pods.reduce((sum, pod) => sum + (resource === 'pods' ? 1 : requestOf(pod, resource)), 0);
  const room = { allocatable, free: sawPlacedPods(facts) ? allocatable - used : null, pods };
  rooms.set(resource, room);
  return room;
};

/** The pods on a node that ask for most of a resource, as `shop/web-1 500m`, the greediest first. */
export const takersOf = (
  { pods }: Room,
  resource: string,
): { name: string; namespace: string; asked: number; priority: number }[] =>
  pods
    .map((pod) => ({
      name: pod.metadata?.name ?? '',
      namespace: pod.metadata?.namespace ?? '',
      asked: requestOf(pod, resource),
      priority: pod.spec?.priority ?? 0,
    }))
    .filter(({ asked }) => asked > 0)
    .toSorted((a, b) => b.asked - a.asked || a.name.localeCompare(b.name));

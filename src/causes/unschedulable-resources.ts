import type { Evidence } from '../answer.ts';
import { counted } from '../facts/counts.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { amountOf, requestOf } from '../facts/placement/requests.ts';
import { roomOn, takersOf } from '../facts/placement/room.ts';
import { unscheduledPods } from '../facts/placement/unscheduled.ts';
import type { Unscheduled } from '../facts/placement/unscheduled.ts';
import { familyOf } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

type Shortage = { resource: string; asked: number; short: string; never: boolean; absent: boolean };

const resourceOf = ({ nodes, refusals }: Unscheduled): string =>
  nodes[0]?.obstacles.find(({ lack }) => lack !== undefined)?.lack?.resource ??
  refusals.find(({ problem }) => problem === 'resources')?.text.replace(/^Insufficient /, '') ??
  '';

/** How what a pod asks of a resource compares with what nodes have of it. */
const shortageOf = (facts: Facts, one: Unscheduled): Shortage => {
  const resource = resourceOf(one);
  const asked = requestOf(one.pod, resource);
  const ask = amountOf(resource, asked);
  const rooms = facts.objects.Node.map((node) => ({
    name: refOf('Node', node).name,
    ...roomOn(facts, node, resource),
  }));
  const [largest] = rooms.toSorted((a, b) => b.allocatable - a.allocatable);
  if (largest === undefined)
    return { resource, asked, never: false, absent: false, short: `no node has ${ask} free` };
  if (largest.allocatable === 0)
    return {
      resource,
      asked,
      never: true,
      absent: true,
      short: `no node offers ${resource}, of which it asks ${asked}`,
    };
  if (asked > largest.allocatable)
    return {
      resource,
      asked,
      never: true,
      absent: false,
      short: `it asks for ${ask} and the largest node, ${largest.name}, has ${amountOf(resource, largest.allocatable)}`,
    };
  const usable = rooms.filter(({ name }) => one.nodes.some((verdict) => verdict.name === name));
  const free = usable.flatMap((room) => (room.free === null ? [] : [{ name: room.name, free: room.free }]));
  const [most] = free.toSorted((a, b) => b.free - a.free);
  if (most === undefined)
    return { resource, asked, never: false, absent: false, short: `no node has ${ask} free` };
  const total = free.reduce((sum, room) => sum + Math.max(0, room.free), 0);
  const inAll = free.length > 1 ? `, ${amountOf(resource, total)} in all` : '';
  return {
    resource,
    asked,
    never: false,
    absent: false,
    short: `it asks for ${ask}, at most ${amountOf(resource, Math.max(0, most.free))} is free on one node (${most.name})${inAll}`,
  };
};

const takers = (facts: Facts, { nodes: [first] }: Unscheduled, resource: string): Evidence[] => {
  if (first === undefined) return [];
  const room = roomOn(facts, first.node, resource);
  const list = takersOf(room, resource);
  if (room.free === null || list.length === 0) return [];
  const shown = list
    .slice(0, 3)
    .map(({ namespace, name, asked }) => `${namespace}/${name} ${amountOf(resource, asked)}`);
  return [
    statusEvidence(
      refOf('Node', first.node),
      `requests of its ${counted(list.length, 'pod')}: ${shown.join(', ')}${list.length > 3 ? ', …' : ''}`,
    ),
  ];
};

const remedy = ({ ref }: Unscheduled, { resource, never, absent }: Shortage) => {
  if (absent)
    return {
      title: `Add nodes that have ${resource}; where they exist, see whether its device plugin runs on them`,
      command: kubectl(
        null,
        'get',
        'nodes',
        '-o',
        `custom-columns=NAME:.metadata.name,HAS:.status.allocatable.${resource.replaceAll('.', String.raw`\.`)}`,
      ),
      action: null,
    };
  return {
    title: never
      ? 'Lower the request, or add a larger node: none of these could ever hold it'
      : 'Lower the request, free room, or add a node',
    command: kubectl(ref.namespace, 'get', 'pod', ref.name, '-o', 'jsonpath={.spec.containers[*].resources}'),
    action: null,
  };
};

export const unschedulableResources: Cause = {
  id: 'unschedulable-resources',
  title: 'No node has enough of a resource',
  rulesOut: 'scheduling',
  signal:
    'PodScheduled is False and the nodes that would suit the pod answer `Insufficient cpu` (or memory, ephemeral storage, an extended resource). What it asks is compared with what the nodes have and what the requests of their pods leave.',
  looksAt: ['Pod', 'Event', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'resources').map((unscheduled) => {
      const { pod, ref, evidence, also, others } = unscheduled;
      const shortage = shortageOf(facts, unscheduled);
      const beside = also.length === 0 ? '' : `, and there it is ${also.map(({ text }) => text).join(', ')}`;
      return {
        severity: 'critical',
        confidence: 'certain',
        object: ref,
        summary: `Pod ${ref.name} cannot be scheduled: ${shortage.short}${beside}${others}`,
        brief: `Pod ${ref.name} cannot be scheduled: ${shortage.short}`,
        effect: `pod ${ref.name} is not scheduled`,
        evidence: [...evidence, ...takers(facts, unscheduled, shortage.resource)],
        remedies: [remedy(unscheduled, shortage)],
        fingerprint: `${shortage.resource} ${familyOf(pod)}`,
      };
    }),
};

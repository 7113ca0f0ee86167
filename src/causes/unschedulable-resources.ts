import type { Evidence, Remedy } from '../answer.ts';
import { counted } from '../facts/counts.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { defaultedRequest, defaultEvidence } from '../facts/limit-defaults.ts';
import type { DefaultedRequest } from '../facts/limit-defaults.ts';
import { ownNodeOf } from '../facts/node-demands.ts';
import type { Pod } from '../facts/objects.ts';
import { noNodeFor } from '../facts/placement/autoscaler.ts';
import { amountOf, greediestInit, requestOf } from '../facts/placement/requests.ts';
import { roomOn, takersOf } from '../facts/placement/room.ts';
import { unscheduledPods } from '../facts/placement/unscheduled.ts';
import type { Unscheduled } from '../facts/placement/unscheduled.ts';
import { familyOf } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { editCommand } from '../facts/workloads.ts';
import type { Cause } from './cause.ts';

/** `never`: no node offers the resource at all, none is large enough, or none of those that are left to the pod. */
type Shortage = { resource: string; short: string; never: 'nowhere' | 'anywhere' | 'here' | null };

const resourceOf = ({ nodes, refusals }: Unscheduled): string =>
  nodes[0]?.obstacles.find(({ lack }) => lack !== undefined)?.lack?.resource ??
  refusals.find(({ problem }) => problem === 'resources')?.text.replace(/^Insufficient /, '') ??
  '';

const rangeWords = ({ range }: DefaultedRequest): string =>
  range === null ? 'default of a LimitRange' : `default of LimitRange ${range.name}`;

/** How what a pod asks of a resource compares with what nodes have of it. */
const shortageOf = (facts: Facts, one: Unscheduled): Shortage => {
  const resource = resourceOf(one);
  const asked = requestOf(one.pod, resource);
  const ask = amountOf(resource, asked);
  const defaulted = defaultedRequest(facts, one.pod, resource);
  const init = greediestInit(one.pod, resource);
  const by = defaulted === null ? '' : ` by ${rangeWords(defaulted)}`;
  const asks = `it asks for ${ask}${init === null ? '' : ` for its init container ${init}`}${by}`;
  const rooms = facts.objects.Node.map((node) => ({
    name: refOf('Node', node).name,
    ...roomOn(facts, node, resource),
  })).toSorted((a, b) => b.allocatable - a.allocatable);
  const usable = rooms.filter(({ name }) => one.nodes.some((verdict) => verdict.name === name));
  const [largest] = usable;
  if (rooms[0]?.allocatable === 0)
    return { resource, never: 'nowhere', short: `no node offers ${resource}, and ${asks}` };
  if (largest === undefined) return { resource, never: null, short: `no node has ${ask} free` };
  if (asked > largest.allocatable) {
    const anywhere = asked <= (rooms[0]?.allocatable ?? 0);
    return {
      resource,
      never: anywhere ? 'here' : 'anywhere',
      short: `${asks} and the largest node${anywhere ? ' that is left to it' : ''}, ${largest.name}, has ${amountOf(resource, largest.allocatable)}`,
    };
  }
  const free = usable.flatMap((room) => (room.free === null ? [] : [{ name: room.name, free: room.free }]));
  const [most] = free.toSorted((a, b) => b.free - a.free);
  if (most === undefined) return { resource, never: null, short: `no node has ${ask} free` };
  const total = free.reduce((sum, room) => sum + Math.max(0, room.free), 0);
  if (ownNodeOf(one.pod) !== null)
    return {
      resource,
      never: null,
      short: `it belongs on node ${most.name} (DaemonSet), which has ${amountOf(resource, Math.max(0, most.free))} free of the ${ask} it asks for`,
    };
  const inAll = free.length > 1 ? `, ${amountOf(resource, total)} on ${free.length} nodes together` : '';
  return {
    resource,
    never: null,
    short: `${asks}, no node has more than ${amountOf(resource, Math.max(0, most.free))} free (${most.name})${inAll}`,
  };
};

const takers = (facts: Facts, { pod, nodes: [first] }: Unscheduled, resource: string): Evidence[] => {
  if (first === undefined) return [];
  const room = roomOn(facts, first.node, resource);
  const list = takersOf(room, resource);
  if (room.free === null || list.length === 0) return [];
  const shown = list
    .slice(0, 3)
    .map(
      ({ namespace, name, asked, priority }) =>
        `${namespace}/${name} ${amountOf(resource, asked)}${priority > (pod.spec?.priority ?? 0) ? ` (priority ${priority})` : ''}`,
    );
  return [
    statusEvidence(
      refOf('Node', first.node),
      `requests of its ${counted(list.length, 'pod')}: ${shown.join(', ')}${list.length > 3 ? ', …' : ''}`,
    ),
  ];
};

/** What the pod does not ask for itself is not lowered in its template. */
const defaultRemedies = (facts: Facts, pod: Pod, resource: string): Remedy[] => {
  const defaulted = defaultedRequest(facts, pod, resource);
  if (defaulted === null) return [];
  const { containers, range } = defaulted;
  const { namespace = null } = pod.metadata ?? {};
  return [
    {
      title: `Set a request of its own for ${resource} on container ${containers.join(', ')}: then no default is filled in`,
      command: editCommand(facts, pod),
      action: null,
    },
    {
      title: `Or lower the default of ${range === null ? 'the LimitRange' : `LimitRange ${range.name}`}; pods that are there keep what they got`,
      command:
        range === null
          ? kubectl(namespace, 'describe', 'limitrange')
          : kubectl(namespace, 'edit', 'limitrange', range.name),
      action: null,
    },
  ];
};

const remedy = (facts: Facts, { pod, ref }: Unscheduled, { resource, never }: Shortage): Remedy =>
  never === 'nowhere'
    ? {
        title: resource.startsWith('hugepages-')
          ? 'Reserve huge pages on a node when it boots, or do without'
          : `Add nodes that have ${resource}; where they exist, see whether its device plugin runs on them`,
        command: kubectl(
          null,
          'get',
          'nodes',
          '-o',
          `custom-columns=NAME:.metadata.name,HAS:.status.allocatable.${resource.replaceAll('.', String.raw`\.`)}`,
        ),
        action: null,
      }
    : {
        title:
          never === null
            ? 'Lower the request, free room, or add a node'
            : 'Lower the request, or add a larger node: none of these could ever hold it',
        command:
          editCommand(facts, pod) ??
          kubectl(ref.namespace, 'get', 'pod', ref.name, '-o', 'jsonpath={.spec.containers[*].resources}'),
        action: null,
      };

export const unschedulableResources: Cause = {
  id: 'unschedulable-resources',
  title: 'No node has enough of a resource',
  rulesOut: 'scheduling',
  signal:
    'PodScheduled is False and the nodes that would suit the pod answer `Insufficient cpu` (or memory, ephemeral storage, an extended resource). What it asks is compared with what the nodes have and what the requests of their pods leave; of a request that the API server filled in from a LimitRange (annotation kubernetes.io/limit-ranger), the LimitRange is named.',
  looksAt: ['Pod', 'Event', 'Node', 'LimitRange'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'resources').map((unscheduled) => {
      const { pod, ref, evidence, also, others } = unscheduled;
      const shortage = shortageOf(facts, unscheduled);
      const defaults = shortage.never === 'nowhere' ? [] : defaultRemedies(facts, pod, shortage.resource);
      const noNode = noNodeFor(facts, pod);
      const full =
        noNode?.atMost === true
          ? `; ${noNode.by} is at a maximum size`
          : noNode?.late === true
            ? `; the node that ${noNode.by} asked for has not come`
            : '';
      const polite =
        pod.spec?.preemptionPolicy === 'Never' && (pod.spec.priority ?? 0) > 0
          ? ', and its preemptionPolicy Never pushes nobody out'
          : '';
      // What no node has can be missed on none of them for another reason.
      const beside =
        also.length === 0 || shortage.never === 'nowhere'
          ? ''
          : `, and there it is ${also.map(({ text }) => text).join(', ')}`;
      return {
        severity: 'critical',
        confidence: 'certain',
        object: ref,
        summary: `Pod ${ref.name} cannot be scheduled: ${shortage.short}${polite}${full}${beside}${shortage.never === null || shortage.never === 'here' ? others : ''}`,
        brief: `Pod ${ref.name} cannot be scheduled: ${shortage.short}${full}`,
        effect: `pod ${ref.name} is not scheduled`,
        evidence: [
          ...evidence,
          ...defaultEvidence(facts, pod, shortage.resource),
          ...takers(facts, unscheduled, shortage.resource),
        ],
        remedies: defaults.length > 0 ? defaults : [remedy(facts, unscheduled, shortage)],
        fingerprint: `${shortage.resource} ${familyOf(pod)}`,
      };
    }),
};

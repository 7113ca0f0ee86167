import { eventEvidence } from '../facts/events.ts';
import type { ApiEvent } from '../facts/events.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Pod } from '../facts/objects.ts';
import { hostPortsOf, portHolders, pushedOutFor } from '../facts/placement/host-ports.ts';
import { podsByNode } from '../facts/placement/placed-pods.ts';
import { unscheduledPods } from '../facts/placement/unscheduled.ts';
import type { Unscheduled } from '../facts/placement/unscheduled.ts';
import { familyOf } from '../facts/pods.ts';
import { nameOf, refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** What a pod says of its rank: the name of its PriorityClass, or the number. */
const rankOf = ({ spec }: Pod): string =>
  spec?.priorityClassName === undefined
    ? `priority ${spec?.priority ?? 0}`
    : `PriorityClass ${spec.priorityClassName}`;

/** `above`: the pod that holds the port outranks this one; `events` say that it pushed out a pod of the same owner. */
type Held = { short: string; brief: string; above: Pod | null; events: ApiEvent[] };

const wordsOf = (facts: Facts, { pod, nodes }: Unscheduled): Held => {
  const ports = [...new Set(hostPortsOf(pod).map(({ port }) => port))].join(', ');
  const held = nodes.flatMap(({ name }) => portHolders(pod, podsByNode(facts).get(name) ?? []));
  const [first] = held;
  if (first === undefined) {
    const short = `host port ${ports} is taken on every node it could use`;
    return { short, brief: short, above: null, events: [] };
  }
  const { holder, port } = first;
  const named = nameOf(refOf('Pod', holder)).replace(/^Pod/, 'pod');
  const where = nodes.length === 1 ? `node ${nodes[0]?.name ?? ''}` : `each of ${nodes.length} nodes`;
  const more = held.length > 1 ? ` and ${held.length - 1} more` : '';
  const outranks = (holder.spec?.priority ?? 0) > (pod.spec?.priority ?? 0);
  const pushed = pushedOutFor(facts, holder).filter(
    ({ name }) => pod.metadata?.generateName !== undefined && name.startsWith(pod.metadata.generateName),
  );
  const rank = outranks ? `, which is of higher priority (${rankOf(holder)})` : '';
  const own = familyOf(holder) === familyOf(pod) ? ', a replica of the same' : '';
  const gone = pushed[0] === undefined ? '' : ` and pushed out ${pushed[0].name}`;
  const place = `host port ${port.port} on ${where}`;
  const brief = `${place} is held by ${named}${own}`;
  return {
    short: `${brief}${rank}${gone}${more}`,
    brief: `${held.length > 1 ? `${place} is held by ${held.length} pods` : brief}${outranks ? ` (${rankOf(holder)})` : ''}`,
    above: outranks ? holder : null,
    events: pushed.map(({ event }) => event),
  };
};

const remedyOf = ({ above }: Held): string => {
  const drop = 'Drop hostPort (a Service reaches the pod without it)';
  return above === null
    ? `${drop}, or run no more replicas than there are nodes`
    : `${drop}, take another port, or give it as high a priority as ${refOf('Pod', above).name} has`;
};

export const hostPortTaken: Cause = {
  id: 'host-port-taken',
  title: 'A host port is taken on every node',
  rulesOut: 'scheduling',
  signal:
    "PodScheduled is False and nodes answer `didn't have free ports for the requested pod ports`; the pods that hold the port are named.",
  looksAt: ['Pod', 'Event', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'port').map((unscheduled) => {
      const { pod, ref, others, evidence } = unscheduled;
      const held = wordsOf(facts, unscheduled);
      const start = `Pod ${ref.name} cannot be scheduled: `;
      return {
        severity: 'critical',
        confidence: 'certain',
        object: ref,
        summary: `${start}${held.short}${others}`,
        brief: `${start}${held.brief}`,
        effect: `pod ${ref.name} is not scheduled`,
        evidence: [
          ...evidence,
          ...held.events
            .slice(0, 1)
            .map((event) =>
              eventEvidence(
                { kind: 'Pod', namespace: ref.namespace, name: event.involvedObject?.name ?? '' },
                event,
              ),
            ),
        ],
        remedies: [
          {
            title: remedyOf(held),
            command: kubectl(
              null,
              'get',
              'pods',
              '-A',
              '-o',
              'wide',
              '--field-selector',
              `spec.nodeName=${unscheduled.nodes[0]?.name ?? 'NODE'}`,
            ),
            action: null,
          },
        ],
        fingerprint: `${familyOf(pod)} ${hostPortsOf(pod)
          .map(({ port }) => port)
          .join(' ')}`,
      };
    }),
};

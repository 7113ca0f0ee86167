import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { hostPortsOf, portHolders } from '../facts/placement/host-ports.ts';
import { podsByNode } from '../facts/placement/placed-pods.ts';
import { unscheduledPods } from '../facts/placement/unscheduled.ts';
import type { Unscheduled } from '../facts/placement/unscheduled.ts';
import { familyOf } from '../facts/pods.ts';
import { nameOf, refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

const wordsOf = (facts: Facts, { pod, nodes }: Unscheduled): string => {
  const ports = [...new Set(hostPortsOf(pod).map(({ port }) => port))].join(', ');
  const held = nodes.flatMap(({ name }) => portHolders(pod, podsByNode(facts).get(name) ?? []));
  const [first] = held;
  if (first === undefined) return `host port ${ports} is taken on every node it could use`;
  const holder = nameOf(refOf('Pod', first.holder)).replace(/^Pod/, 'pod');
  const where = nodes.length === 1 ? `node ${nodes[0]?.name ?? ''}` : `each of ${nodes.length} nodes`;
  const own = familyOf(first.holder) === familyOf(pod) ? ', a replica of the same' : '';
  return `host port ${first.port.port} on ${where} is held, by ${holder}${own}${held.length > 1 ? ` and ${held.length - 1} more` : ''}`;
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
      const short = `Pod ${ref.name} cannot be scheduled: ${wordsOf(facts, unscheduled)}`;
      return {
        severity: 'critical',
        confidence: 'certain',
        object: ref,
        summary: `${short}${others}`,
        brief: short,
        effect: `pod ${ref.name} is not scheduled`,
        evidence,
        remedies: [
          {
            title:
              'Drop hostPort (a Service reaches the pod without it), or run no more replicas than there are nodes',
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

import { counted } from '../facts/counts.ts';
import { span } from '../facts/durations.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import {
  evictionsOf,
  hasReported,
  heardAt,
  isJoining,
  nodeCondition,
  nodeLease,
  podsOn,
} from '../facts/nodes.ts';
import type { Node } from '../facts/nodes.ts';
import { refOf } from '../facts/refs.ts';
import { bracketed, clauses } from '../facts/sentences.ts';
import type { Cause, Found } from './cause.ts';

/** What becomes of the pods on it, as the end of a sentence; empty where none was read. */
const fate = (facts: Facts, node: Node): string => {
  const { due, staying, gone } = evictionsOf(facts, node);
  const [first] = due;
  const now = Date.parse(facts.now);
  const soon =
    first === undefined ? '' : first > now ? `are evicted in ${span(first - now)}` : 'are being evicted';
  const kept = first === undefined && staying > 0 ? 'tolerate that and are not moved' : '';
  const stuck =
    gone > 0 ? `${first === undefined ? 'were evicted and ' : ''}stay Terminating until it is back` : '';
  const words = [soon, kept, stuck].filter((one) => one !== '');
  if (words.length === 0) return '';
  return first !== undefined && gone > 0
    ? `; some of its pods stay Terminating, others ${soon}`
    : `; its pods ${words.join(', others ')}`;
};

const found = (facts: Facts, node: Node): Found[] => {
  const ready = nodeCondition(node, 'Ready');
  // A node without any condition has never been heard of; one that has others only lacks this one in what was read.
  const known = ready === undefined ? hasReported(node) : ready.status !== 'Unknown';
  if (known || isJoining(facts, node)) return [];
  const object = refOf('Node', node);
  const heard = heardAt(facts, node);
  const never = !hasReported(node);
  const silent = heard === null ? null : span(Date.parse(facts.now) - Date.parse(heard));
  const brief = never
    ? `Node ${object.name} was registered, but its kubelet has never reported`
    : `Node ${object.name} is lost: its kubelet is silent${silent === null ? '' : ` for ${silent}`}`;
  const lease = nodeLease(facts, node)?.spec?.renewTime;
  return [
    {
      severity: 'critical',
      confidence: 'certain',
      object,
      summary: `${brief}${fate(facts, node)}`,
      brief,
      effect: `node ${object.name} is lost`,
      evidence: [
        statusEvidence(
          object,
          ready === undefined
            ? 'no conditions'
            : clauses(`Ready: Unknown${bracketed(ready.reason)}`, ready.message),
          ready?.lastTransitionTime ?? null,
        ),
        ...(lease === undefined
          ? []
          : [
              statusEvidence(
                { kind: 'Lease', namespace: 'kube-node-lease', name: object.name },
                `renewTime: ${lease}`,
                lease,
              ),
            ]),
        ...(podsOn(facts, node).length === 0
          ? []
          : [statusEvidence(object, `${counted(podsOn(facts, node).length, 'pod')} seen on it`)]),
        ...eventsOf(facts, object, 'NodeNotReady')
          .slice(0, 1)
          .map((event) => eventEvidence(object, event)),
      ],
      remedies: never
        ? [
            {
              title: 'Start the kubelet of that machine; if there is none, delete the node',
              command: kubectl(null, 'delete', 'node', object.name),
              action: null,
            },
          ]
        : [
            {
              title: 'Check power, network and kubelet of the node (journalctl -u kubelet on it)',
              command: kubectl(null, 'describe', 'node', object.name),
              action: null,
            },
            {
              title: 'Only if the machine is off for good: let its pods and volumes go to other nodes',
              command: kubectl(
                null,
                'taint',
                'nodes',
                object.name,
                'node.kubernetes.io/out-of-service=nodeshutdown:NoExecute',
              ),
              action: null,
            },
          ],
      fingerprint: object.name,
    },
  ];
};

export const nodeLost: Cause = {
  id: 'node-lost',
  title: 'Node is lost',
  rulesOut: 'nodes',
  signal:
    'The Ready condition of the node is Unknown (NodeStatusUnknown), or it has none: its kubelet neither reports nor renews its Lease in kube-node-lease. The taint `node.kubernetes.io/unreachable` and the tolerations of its pods say when they are evicted.',
  looksAt: ['Node', 'Event'],
  about: ['Node', 'Pod'],
  look: (facts) => facts.objects.Node.flatMap((node) => found(facts, node)),
};

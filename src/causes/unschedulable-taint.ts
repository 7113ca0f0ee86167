import type { ObjectRef } from '../answer.ts';
import { counted } from '../facts/counts.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { taintText, untolerated } from '../facts/node-demands.ts';
import type { ObjectOf, Pod } from '../facts/objects.ts';
import { unscheduledPods } from '../facts/placement/unscheduled.ts';
import type { Unscheduled } from '../facts/placement/unscheduled.ts';
import { refOf } from '../facts/refs.ts';
import { tableOf } from '../facts/table.ts';
import { editCommand } from '../facts/workloads.ts';
import type { Cause } from './cause.ts';

type Node = ObjectOf['Node'];

/** What the node controller says by a taint. https://kubernetes.io/docs/reference/labels-annotations-taints/ */
const states: { [key: string]: string } = tableOf({
  'node.kubernetes.io/not-ready': 'not ready',
  'node.kubernetes.io/unreachable': 'out of reach',
  'node.kubernetes.io/memory-pressure': 'short of memory (MemoryPressure)',
  'node.kubernetes.io/disk-pressure': 'short of disk (DiskPressure)',
  'node.kubernetes.io/pid-pressure': 'short of process ids (PIDPressure)',
  'node.kubernetes.io/network-unavailable': 'without its network',
  'node.kubernetes.io/out-of-service': 'marked out of service',
  'node.cloudprovider.kubernetes.io/uninitialized': 'not initialised by its cloud controller yet',
});

const keeping = (pod: Pod, node: Node) =>
  untolerated(pod, node).filter(({ key }) => key !== 'node.kubernetes.io/unschedulable');

const stateOf = (pod: Pod, node: Node): string | undefined => {
  const keys = keeping(pod, node).flatMap(({ key }) => key ?? []);
  const known = keys.map((key) => states[key]);
  return known.every((state) => state !== undefined) ? known[0] : undefined;
};

/** The taint as the scheduler's sentence names it, up to Kubernetes 1.35. */
const fromSentence = (sentence: string): string | undefined =>
  /taint\(?s?\)? ?\{([^}]*)\}/.exec(sentence)?.[1]?.replace(/: ?$/, '').replace(': ', '=');

const subjectOf = ({ nodes, refusals, problem }: Unscheduled): string => {
  const count =
    nodes.length > 0 ? nodes.length : (refusals.find((one) => one.problem === problem)?.nodes ?? 0);
  return count === 1 ? `node ${nodes[0]?.name ?? ''}`.trim() : counted(count, 'node');
};

const wordsOf = (one: Unscheduled): { short: string; shown: string; passing: boolean } => {
  const { pod, nodes, sentence } = one;
  const [first] = nodes;
  const subject = subjectOf(one);
  const is = /^node\b/.test(subject) ? 'is' : 'are';
  const state = first === undefined ? undefined : stateOf(pod, first.node);
  if (state !== undefined) return { short: `${subject} ${is} ${state}`, shown: state, passing: true };
  const taints = [...new Set(nodes.flatMap(({ node }) => keeping(pod, node).map(taintText)))];
  const named = taints.length > 0 ? taints.slice(0, 3).join(', ') : fromSentence(sentence);
  const shown = named ?? '';
  const passing = shown.startsWith('node.kubernetes.io/');
  return {
    short: `${subject} ${is === 'is' ? 'has' : 'have'} ${named === undefined ? 'a taint' : `the taint ${named}`}, which it does not tolerate`,
    shown,
    passing,
  };
};

const tolerationText = ({ key = '', value = '', effect = '' }: ReturnType<typeof keeping>[number]): string =>
  value === ''
    ? `{key: ${key}, operator: Exists, effect: ${effect}}`
    : `{key: ${key}, value: ${value}, effect: ${effect}}`;

const conditions: readonly string[] = ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable'];

const conditionLines = (node: Node): string[] =>
  (node.status?.conditions ?? [])
    .filter(
      ({ type = '', status }) =>
        (type === 'Ready' && status !== 'True') || (conditions.includes(type) && status === 'True'),
    )
    .map(
      ({ type, status, reason, message }) =>
        `${type ?? ''}: ${status ?? ''} (${reason ?? ''}): ${message ?? ''}`,
    );

const notReady = (nodes: Unscheduled['nodes']): ObjectRef[] =>
  nodes.filter(({ node }) => conditionLines(node).length > 0).map(({ node }) => refOf('Node', node));

export const unschedulableTaint: Cause = {
  id: 'unschedulable-taint',
  title: 'Nodes are tainted',
  rulesOut: 'scheduling',
  signal:
    'PodScheduled is False and the nodes that would suit the pod answer `had untolerated taint`; newer schedulers leave the taint out, so it is read from the nodes. Taints for a state of the node (not ready, under pressure) are told as that.',
  looksAt: ['Pod', 'Event', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'taint').map((unscheduled) => {
      const { pod, ref, nodes, also, others, evidence } = unscheduled;
      const { short, shown, passing } = wordsOf(unscheduled);
      const beside = also.length === 0 ? '' : `, and is ${also.map(({ text }) => text).join(', ')}`;
      const [taint] = nodes.flatMap(({ node }) => keeping(pod, node));
      const [first] = nodes;
      return {
        severity: 'critical',
        confidence: 'certain',
        object: ref,
        summary: `Pod ${ref.name} cannot be scheduled: ${short}${beside}${others}`,
        brief: `Pod ${ref.name} cannot be scheduled: ${short}`,
        effect: `pod ${ref.name} is not scheduled`,
        evidence: [
          ...evidence,
          ...nodes
            .slice(0, 2)
            .flatMap(({ node }) =>
              conditionLines(node).map((line) => statusEvidence(refOf('Node', node), line)),
            ),
        ],
        remedies: passing
          ? [
              {
                title: 'Mend the node: the taint goes when its condition does',
                command: kubectl(null, 'describe', 'node', first?.name ?? 'NODE'),
                action: null,
              },
            ]
          : [
              {
                title: `Let the pod tolerate it if it belongs there${taint === undefined ? '' : ` (${tolerationText(taint)})`}, or remove the taint`,
                command:
                  editCommand(facts, pod) ??
                  (first === undefined || taint === undefined
                    ? null
                    : kubectl(null, 'taint', 'node', first.name, `${taintText(taint)}-`)),
                action: null,
              },
            ],
        // A taint of its own keeps the pod away from a node that is well again, too.
        follows: passing ? notReady(nodes) : [],
        fingerprint: shown,
      };
    }),
};

import type { ObjectRef } from '../answer.ts';
import { counted } from '../facts/counts.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { taintName, taintText } from '../facts/node-demands.ts';
import { taintsAgainst } from '../facts/node-taints.ts';
import type { Taint } from '../facts/node-taints.ts';
import { hasNeverReported } from '../facts/nodes.ts';
import type { ObjectOf } from '../facts/objects.ts';
import { unscheduledPods } from '../facts/placement/unscheduled.ts';
import type { Unscheduled } from '../facts/placement/unscheduled.ts';
import { refOf } from '../facts/refs.ts';
import { editCommand } from '../facts/workloads.ts';
import type { Cause } from './cause.ts';

type Node = ObjectOf['Node'];

/** The taint as the scheduler's sentence names it, up to Kubernetes 1.35. */
const fromSentence = (sentence: string): string | undefined =>
  /taint\(?s?\)? ?\{([^}]*)\}/.exec(sentence)?.[1]?.replace(/: ?$/, '').replace(': ', '=');

const subjectOf = ({ nodes, refusals, problem }: Unscheduled): string => {
  const count =
    nodes.length > 0 ? nodes.length : (refusals.find((one) => one.problem === problem)?.nodes ?? 0);
  return count === 1 ? `node ${nodes[0]?.name ?? ''}`.trim() : counted(count, 'node');
};

/** What the taints say of the state of the nodes, as the end of a sentence; null where it is not that of all of them. */
const stateOf = ({ pod, nodes }: Unscheduled, single: boolean): string | null => {
  if (nodes.length > 0 && nodes.every(({ node }) => hasNeverReported(node)))
    return `${single ? 'has' : 'have'} never reported`;
  const said = nodes.map(({ node }) => taintsAgainst(pod, node).states[0]);
  const states = [...new Set(said)].filter((state) => state !== undefined);
  return said.length === 0 || said.includes(undefined)
    ? null
    : `${single ? 'is' : 'are'} ${states.join(' or ')}`;
};

/** `own`: the taints that stay when the node is well again; `state`: what goes with its taint. */
type Words = { short: string; brief: string; own: Taint[]; state: string | null; shown: string };

const wordsOf = (one: Unscheduled): Words => {
  const { ref, pod, nodes, sentence, place } = one;
  const subject = subjectOf(one);
  const single = /^node\b/.test(subject);
  const own = nodes.flatMap(({ node }) => taintsAgainst(pod, node).own);
  const state = stateOf(one, single);
  const start =
    place === null
      ? `Pod ${ref.name} cannot be scheduled: ${subject}`
      : `Pod ${ref.name} can run only on ${subject} (${place}), which`;
  const shown = [...new Set(own.map(taintText))].slice(0, 3).join(', ');
  if (state !== null && own.length === 0)
    return { short: `${start} ${state}`, brief: `${start} ${state}`, own, state, shown: state };
  const named = shown === '' ? fromSentence(sentence) : shown;
  const and = state === null ? '' : `${state} and `;
  const tainted = `${and}${single ? 'has' : 'have'} ${named === undefined ? 'a taint' : `the ${own.length > 1 && shown.includes(', ') ? 'taints' : 'taint'} ${named}`}`;
  const names = [...new Set(own.map(taintName))].slice(0, 3).join(', ');
  return {
    short: `${start} ${tainted}${place === null ? ', which' : ' that'} it does not tolerate`,
    brief: `${start} ${and}${single ? 'is' : 'are'} tainted${names === '' ? '' : ` ${names}`}`,
    own,
    state,
    shown: named ?? '',
  };
};

const tolerationText = ({ key = '', value = '', effect = '' }: Taint): string =>
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

const mending = (node: Node | undefined, alone: boolean) => ({
  title:
    node !== undefined && hasNeverReported(node)
      ? 'Start the kubelet of that machine; if there is none, delete the node'
      : `Mend the node${alone ? ': the taint goes when its condition does' : ' first'}`,
  command: kubectl(null, 'describe', 'node', node?.metadata?.name ?? 'NODE'),
  action: null,
});

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
      const { pod, ref, nodes, place, others, evidence } = unscheduled;
      const { short, brief, shown, own, state } = wordsOf(unscheduled);
      const [first] = nodes;
      const also = unscheduled.also.filter(({ unreported }) => unreported !== true);
      const beside = also.length === 0 ? '' : `, and is ${also.map(({ text }) => text).join(', ')}`;
      const [taint] = own;
      const passing = (state !== null && own.length === 0) || shown.startsWith('node.kubernetes.io/');
      return {
        severity: 'critical',
        confidence: 'certain',
        object: ref,
        summary: `${short}${beside}${place === null ? others : ''}`,
        brief,
        effect: `pod ${ref.name} is not scheduled`,
        evidence: [
          ...evidence,
          ...nodes
            .slice(0, 2)
            .flatMap(({ node }) =>
              conditionLines(node).map((line) => statusEvidence(refOf('Node', node), line)),
            ),
        ],
        remedies: [
          ...(passing || state !== null ? [mending(first?.node, passing)] : []),
          ...(passing
            ? []
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
              ]),
        ],
        // A taint of its own keeps the pod away from a node that is well again, too.
        follows: passing ? notReady(nodes) : [],
        fingerprint: shown,
      };
    }),
};

/** What can keep a pod from a node, or from all of them. */
export type SchedulingProblem =
  | 'resources'
  | 'pods'
  | 'selector'
  | 'cordon'
  | 'taint'
  | 'affinity'
  | 'spread'
  | 'port'
  | 'volume'
  | 'device'
  | 'other';

/** One clause of the scheduler's sentence: why some nodes do not take the pod; `nodes` is null where it is about the pod itself. */
export type Refusal = { problem: SchedulingProblem; nodes: number | null; text: string };

/**
 * The wordings of the scheduler's plugins, Kubernetes 1.24 to 1.36.
 * https://github.com/kubernetes/kubernetes/tree/master/pkg/scheduler/framework/plugins
 */
const clauses: readonly (readonly [SchedulingProblem, RegExp])[] = [
  ['pods', /^Too many pods/],
  ['resources', /^Insufficient /],
  ['device', /resource ?claim|device ?class|allocate all claims|claims? .*device/i],
  [
    'volume',
    /persistentvolumeclaim|PersistentVolume|volume node affinity|volume zone|max volume count|ReadWriteOncePod|volumes? to bind|binding volumes|storage|pvc|conflict with disk|no available disk/i,
  ],
  [
    'selector',
    /didn't match (?:Pod's )?node (?:affinity|selector)|didn't match the requested node name|NodeAffinity/i,
  ],
  ['cordon', /were unschedulable/],
  ['taint', /taint/],
  ['port', /free ports/],
  ['spread', /topology spread/],
  ['affinity', /(?:pod|pods) (?:anti-)?affinity|anti-affinity/],
];

/** Which problem is told first where as many nodes have another one. */
const order: readonly SchedulingProblem[] = [
  'device',
  'volume',
  'resources',
  'pods',
  'port',
  'affinity',
  'spread',
  'selector',
  'cordon',
  'taint',
  'other',
];

const problemOf = (text: string): SchedulingProblem =>
  clauses.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other';

const refusalOf = (clause: string): Refusal => {
  const [, count, rest] = /^(\d+) (?:node\(s\) )?(.*)$/s.exec(clause) ?? [];
  const text = rest ?? clause;
  return { problem: problemOf(text), nodes: count === undefined ? null : Number(count), text };
};

/**
 * The clauses of the scheduler's sentence (`0/3 nodes are available: 1 Insufficient cpu, 2 node(s) …. preemption: …`),
 * what is about the pod itself first, then by the number of nodes. What it says of preemption is left out.
 */
export const refusalsIn = (sentence: string): Refusal[] => {
  const [counted] = /^\d+\/\d+ nodes are available: /.exec(sentence) ?? [];
  // Numbers in any other sentence, such as that of another scheduler, count no nodes.
  if (counted === undefined)
    return sentence === '' ? [] : [{ problem: problemOf(sentence), nodes: null, text: sentence }];
  const body =
    sentence
      .slice(counted.length)
      .split(/\. (?=preemption: |no new claims|still not schedulable|not found)|, preemption: /)[0] ?? '';
  return body
    .split(/, (?=\d+ )|; /)
    .map((clause) => clause.replace(/[.,]$/, '').trim())
    .filter((clause) => clause !== '')
    .map(refusalOf)
    .toSorted(
      (a, b) =>
        (b.nodes ?? Number.POSITIVE_INFINITY) - (a.nodes ?? Number.POSITIVE_INFINITY) ||
        order.indexOf(a.problem) - order.indexOf(b.problem),
    );
};

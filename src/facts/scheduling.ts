import type { Evidence, ObjectRef } from '../answer.ts';
import { eventEvidence, eventsOf } from './events.ts';
import { statusEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { suitableNodes } from './node-demands.ts';
import type { Pod } from './objects.ts';
import { conditionOf, livePods } from './pods.ts';
import { quantity } from './quantities.ts';
import { refOf } from './refs.ts';

export type SchedulingProblem = 'resources' | 'selector' | 'taint' | 'volume' | 'other';

/** One clause of the scheduler's sentence: why some nodes do not take the pod. */
export type Refusal = { problem: SchedulingProblem; nodes: number; text: string };

/** A pod that no node takes: the clauses of the scheduler's sentence, the one that weighs most first. */
export type Unscheduled = {
  pod: Pod;
  ref: ObjectRef;
  sentence: string;
  refusals: [Refusal, ...Refusal[]];
  evidence: Evidence[];
};

/** The wordings of the scheduler's plugins. https://github.com/kubernetes/kubernetes/tree/master/pkg/scheduler/framework/plugins */
const clauses: readonly (readonly [SchedulingProblem, RegExp])[] = [
  ['resources', /^Insufficient |^Too many pods/],
  [
    'volume',
    /persistentvolumeclaim|PersistentVolume|volume node affinity|max volume count|ReadWriteOncePod|available persistent volumes to bind|storage/i,
  ],
  ['selector', /didn't match (?:Pod's )?node (?:affinity|selector)/i],
  ['taint', /taint|were unschedulable/],
];

const order: readonly SchedulingProblem[] = ['resources', 'selector', 'volume', 'taint', 'other'];

const refusalsOf = (sentence: string): Refusal[] => {
  const body =
    sentence
      .replace(/^\d+\/\d+ nodes are available: /, '')
      .split(/\. (?=preemption|no new claims|not found)|, preemption: /)[0] ?? '';
  return body
    .split(/, (?=\d+ )|; /)
    .map((clause) => clause.replace(/\.$/, '').trim())
    .filter((clause) => clause !== '')
    .map((clause) => {
      const [, count, rest] = /^(\d+) (?:node\(s\) )?(.*)$/s.exec(clause) ?? [undefined, '1', clause];
      const text = rest ?? clause;
      return {
        problem: clauses.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other',
        nodes: Number(count),
        text,
      };
    })
    .toSorted((a, b) => b.nodes - a.nodes || order.indexOf(a.problem) - order.indexOf(b.problem));
};

const unscheduled = (facts: Facts, pod: Pod): Unscheduled[] => {
  const ref = refOf('Pod', pod);
  const condition = conditionOf(pod, 'PodScheduled');
  if (condition?.status !== 'False' || condition.reason === 'SchedulingGated') return [];
  const event = eventsOf(facts, ref, 'FailedScheduling')[0];
  const sentence = condition.message ?? event?.message ?? '';
  // Where a node suits the pod, those that do not are no reason: what keeps it from the suitable ones is.
  const all = refusalsOf(sentence);
  const others = all.filter(({ problem }) => problem !== 'selector');
  const suited = others.length > 0 && suitableNodes(facts, pod).length > 0;
  const [first, ...rest] = suited ? [...others, ...all.filter(({ problem }) => problem === 'selector')] : all;
  if (first === undefined) return [];
  const evidence = [
    statusEvidence(
      ref,
      `PodScheduled: False (${condition.reason ?? ''}): ${sentence}`,
      condition.lastTransitionTime ?? null,
    ),
    ...(event === undefined || event.message === sentence ? [] : [eventEvidence(ref, event)]),
  ];
  return [{ pod, ref, sentence, refusals: [first, ...rest], evidence }];
};

/** The pods that the scheduler refuses chiefly for one kind of problem. */
export const unscheduledPods = (facts: Facts, problem: SchedulingProblem): Unscheduled[] =>
  livePods(facts)
    .flatMap((pod) => unscheduled(facts, pod))
    .filter(({ refusals }) => refusals[0].problem === problem);

/** The other clauses of the sentence, as the end of a summary: `; 2 nodes: had untolerated taint {…}`. */
export const otherRefusals = ({ refusals: [, ...rest] }: Unscheduled): string =>
  rest.map(({ nodes, text }) => `; ${nodes} node${nodes === 1 ? '' : 's'}: ${text}`).join('');

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** What a pod asks of one resource, in its unit: containers and sidecars together, or the greediest init container. */
export const requestOf = (pod: Pod, resource: string): number => {
  const asks = (containers: NonNullable<Pod['spec']>['containers'] = []): number[] =>
    containers.map((container) => quantity(container.resources?.requests?.[resource]) ?? 0);
  const inits = pod.spec?.initContainers ?? [];
  const sidecars = sum(asks(inits.filter(({ restartPolicy }) => restartPolicy === 'Always')));
  const running = sum(asks(pod.spec?.containers)) + sidecars;
  return Math.max(
    running,
    sidecars + Math.max(0, ...asks(inits.filter(({ restartPolicy }) => restartPolicy !== 'Always'))),
  );
};

/** An amount in the unit people use: `64 CPUs`, `12 Gi of memory`, `2 nvidia.com/gpu`. */
export const amountOf = (resource: string, amount: number): string => {
  if (resource === 'cpu') return amount === 1 ? '1 CPU' : `${Number(amount.toFixed(3))} CPUs`;
  if (/memory|storage|hugepages/.test(resource))
    return `${amount >= 2 ** 30 ? `${Number((amount / 2 ** 30).toFixed(1))}Gi` : `${Math.ceil(amount / 2 ** 20)}Mi`} of ${resource}`;
  return `${amount} ${resource}`;
};

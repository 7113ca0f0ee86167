import type { Evidence, ObjectRef } from '../../answer.ts';
import { claimNames } from '../claims.ts';
import { eventEvidence, eventsOf } from '../events.ts';
import { statusEvidence } from '../evidence.ts';
import type { Facts } from '../facts.ts';
import { once } from '../memo.ts';
import { nodeNamed } from '../named.ts';
import { ownNodeOf } from '../node-demands.ts';
import type { Pod } from '../objects.ts';
import { conditionOf, familyOf, livePods } from '../pods.ts';
import { refOf } from '../refs.ts';
import { awaitedBy } from './awaited.ts';
import { nearest } from './nearest.ts';
import type { Nearest } from './nearest.ts';
import { refusalsIn } from './sentence.ts';
import type { Refusal, SchedulingProblem } from './sentence.ts';

/** A pod that no node takes, by the sentence of the scheduler and by what the nodes themselves show. */
export type Unscheduled = Nearest & {
  pod: Pod;
  ref: ObjectRef;
  sentence: string;
  refusals: Refusal[];
  evidence: Evidence[];
};

/** Pods that differ in nothing that matters for nodes share what was worked out. */
const alikeKey = (pod: Pod, sentence: string): string =>
  [
    familyOf(pod),
    ownNodeOf(pod) ?? '',
    claimNames(pod).join(' '),
    sentence,
    ...Object.values(pod.spec?.nodeSelector ?? {}),
  ].join('\n');

const quotesOf = ({ nodes }: Nearest): Evidence[] =>
  nodes
    .filter(({ obstacles }) => obstacles.length > 0)
    .slice(0, 3)
    .map(({ node, obstacles }) =>
      statusEvidence(refOf('Node', node), obstacles.map(({ quote }) => quote).join('; ')),
    );

/** Autoscalers and the API give a node up before the pods of its DaemonSets are gone. */
const leaving = /^(?:ToBeDeletedByClusterAutoscaler|karpenter\.sh\/disrupt)/;

/** Whether a DaemonSet made the pod for a node that is being removed. */
export const isForLeavingNode = (facts: Facts, pod: Pod): boolean => {
  const own = ownNodeOf(pod);
  const node = own === null ? undefined : nodeNamed(facts, own);
  return (
    own !== null &&
    (node?.metadata?.deletionTimestamp !== undefined ||
      (node?.spec?.taints ?? []).some(({ key }) => leaving.test(key ?? '')))
  );
};

const unscheduled = (facts: Facts, pod: Pod, known: Map<string, Nearest>): Unscheduled[] => {
  const ref = refOf('Pod', pod);
  const condition = conditionOf(pod, 'PodScheduled');
  if (condition?.status !== 'False' || condition.reason === 'SchedulingGated') return [];
  if (awaitedBy(facts, pod) !== null || isForLeavingNode(facts, pod)) return [];
  const event = eventsOf(facts, ref, 'FailedScheduling')[0];
  const sentence = condition.message ?? event?.message ?? '';
  const [first, ...rest] = refusalsIn(sentence);
  if (first === undefined) return [];
  const refusals: [Refusal, ...Refusal[]] = [first, ...rest];
  const key = alikeKey(pod, sentence);
  const found = known.get(key) ?? nearest(facts, pod, refusals);
  known.set(key, found);
  const evidence = [
    statusEvidence(
      ref,
      `PodScheduled: False (${condition.reason ?? ''}): ${sentence}`,
      condition.lastTransitionTime ?? null,
    ),
    ...(event === undefined || condition.message !== undefined ? [] : [eventEvidence(ref, event)]),
    ...quotesOf(found),
  ];
  return [{ ...found, pod, ref, sentence, refusals, evidence }];
};

const all = once((facts: Facts): Unscheduled[] => {
  const known = new Map<string, Nearest>();
  return livePods(facts).flatMap((pod) => unscheduled(facts, pod, known));
});

/** The pods that no node takes and for which one kind of problem is what has to be mended. */
export const unscheduledPods = (facts: Facts, ...problems: SchedulingProblem[]): Unscheduled[] =>
  all(facts).filter(({ problem, fits }) => fits === null && problems.includes(problem));

/** Whether the nodes that come nearest to taking a pod are ones whose kubelet has never reported. */
export const unreportedOnly = ({ nodes }: Unscheduled): boolean =>
  nodes.length > 0 && nodes.every(({ obstacles }) => obstacles.some(({ unreported }) => unreported === true));

/** The pods that a node would take now, as far as was read, although the scheduler said no. */
export const podsThatFitNow = (facts: Facts): Unscheduled[] => all(facts).filter(({ fits }) => fits !== null);

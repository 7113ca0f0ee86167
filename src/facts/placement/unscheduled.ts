import type { Evidence, ObjectRef } from '../../answer.ts';
import { claimNames } from '../claims.ts';
import { counted } from '../counts.ts';
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
import { verdictsOn } from './obstacles.ts';
import type { NodeVerdict, Obstacle } from './obstacles.ts';
import { sawPlacedPods } from './placed-pods.ts';
import { refusalsIn } from './sentence.ts';
import type { Refusal, SchedulingProblem } from './sentence.ts';

/** What has to change so that a pod fits: on which nodes, and what stands in the way there. */
type Nearest = {
  problem: SchedulingProblem;
  /** The nodes where least has to change; empty where the nodes were not read or do not matter. */
  nodes: NodeVerdict[];
  /** The other nodes. */
  rest: NodeVerdict[];
  /** What else keeps the pod from the first of these nodes. */
  also: Obstacle[];
  /** The other nodes and what keeps the pod from them, as the end of a sentence. */
  others: string;
  /** A node that would take the pod now, as far as was read: the sentence of the scheduler is older than that. */
  fits: string | null;
};

/** A pod that no node takes, by the sentence of the scheduler and by what the nodes themselves show. */
export type Unscheduled = Nearest & {
  pod: Pod;
  ref: ObjectRef;
  sentence: string;
  refusals: Refusal[];
  evidence: Evidence[];
};

const worst = (obstacles: readonly Obstacle[]): Obstacle | undefined =>
  obstacles.toSorted((a, b) => b.cost - a.cost)[0];

const grouped = (texts: readonly string[]): string =>
  [...Map.groupBy(texts, (text) => text)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, 3)
    .map(([text, same]) => `; ${counted(same.length, 'node')} ${text}`)
    .join('');

const fromSentence = (refusals: readonly [Refusal, ...Refusal[]]): Nearest => ({
  problem: refusals[0].problem,
  nodes: [],
  rest: [],
  also: [],
  others: refusals
    .slice(1)
    .map(({ nodes, text }) => (nodes === null ? `; ${text}` : `; ${counted(nodes, 'node')} ${text}`))
    .join(''),
  fits: null,
});

const has = (problem: SchedulingProblem) => (verdict: NodeVerdict) =>
  verdict.obstacles.some((obstacle) => obstacle.problem === problem);

/** What the nodes by themselves decide: where one has no such obstacle now, the sentence is older than that. */
const decided = (facts: Facts): readonly SchedulingProblem[] =>
  sawPlacedPods(facts)
    ? ['selector', 'cordon', 'taint', 'resources', 'pods', 'port']
    : ['selector', 'cordon', 'taint'];

/** What the nodes show is less than what the scheduler sees: its sentence says what keeps the rest away. */
const byWhatIsLeft = (
  facts: Facts,
  refusals: readonly [Refusal, ...Refusal[]],
  open: NodeVerdict[],
  closed: readonly NodeVerdict[],
): Nearest => {
  const left = refusals.find(
    ({ problem, nodes }) =>
      !decided(facts).includes(problem) && (nodes ?? 0) > closed.filter(has(problem)).length,
  );
  const others = grouped(closed.map(({ obstacles }) => worst(obstacles)?.text ?? ''));
  return left === undefined
    ? { ...fromSentence(refusals), fits: open[0]?.name ?? null }
    : { problem: left.problem, nodes: open, rest: [...closed], also: [], others, fits: null };
};

const nearest = (facts: Facts, pod: Pod, refusals: readonly [Refusal, ...Refusal[]]): Nearest => {
  const verdicts = verdictsOn(facts, pod);
  const [first] = verdicts;
  if (first === undefined || refusals[0].nodes === null) return fromSentence(refusals);
  const open = verdicts.filter(({ obstacles }) => obstacles.length === 0);
  if (open.length > 0)
    return byWhatIsLeft(
      facts,
      refusals,
      open,
      verdicts.filter(({ obstacles }) => obstacles.length > 0),
    );
  const said = first.obstacles.filter(({ problem }) => refusals.some((one) => one.problem === problem));
  const chief = worst(said) ?? worst(first.obstacles);
  if (chief === undefined) return fromSentence(refusals);
  const alike = verdicts.filter((verdict) => verdict.cost === first.cost && has(chief.problem)(verdict));
  const rest = verdicts.filter((verdict) => !alike.includes(verdict));
  return {
    problem: chief.problem,
    nodes: alike,
    rest,
    also: first.obstacles.filter((obstacle) => obstacle !== chief),
    // A DaemonSet made the pod for one node: the others do not matter.
    others: ownNodeOf(pod) === null ? grouped(rest.map(({ obstacles }) => worst(obstacles)?.text ?? '')) : '',
    fits: null,
  };
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

/** The pods that a node would take now, as far as was read, although the scheduler said no. */
export const podsThatFitNow = (facts: Facts): Unscheduled[] => all(facts).filter(({ fits }) => fits !== null);

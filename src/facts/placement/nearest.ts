import { counted } from '../counts.ts';
import type { Facts } from '../facts.ts';
import { demandsOf, ownNodeOf } from '../node-demands.ts';
import type { Pod } from '../objects.ts';
import type { Obstacle } from './obstacle.ts';
import { verdictsOn } from './obstacles.ts';
import type { NodeVerdict } from './obstacles.ts';
import { clausesThatFit, othersIn } from './others.ts';
import { sawPlacedPods } from './placed-pods.ts';
import type { Refusal, SchedulingProblem } from './sentence.ts';
import { reachesOf } from './volume-reach.ts';

/** What has to change so that a pod fits: on which nodes, and what stands in the way there. */
export type Nearest = {
  problem: SchedulingProblem;
  /** The nodes where least has to change; empty where the nodes were not read or do not matter. */
  nodes: NodeVerdict[];
  /** The other nodes. */
  rest: NodeVerdict[];
  /** What else keeps the pod from the first of these nodes. */
  also: Obstacle[];
  /** What rules all other nodes out for good: a label that none of them has, a volume that reaches none; else null. */
  place: string | null;
  /** The other nodes and what keeps the pod from them, as the end of a sentence. */
  others: string;
  /** A node that would take the pod now, as far as was read: the sentence of the scheduler is older than that. */
  fits: string | null;
};

const worst = (obstacles: readonly Obstacle[]): Obstacle | undefined =>
  obstacles.toSorted((a, b) => b.cost - a.cost)[0];

/** How the end of a sentence can say in a few words why a node is none for the pod. */
const wordsOf = ({ obstacles }: NodeVerdict): readonly string[] => {
  const chief = worst(obstacles);
  return chief === undefined ? [] : (chief.words ?? [chief.text]);
};

const fromSentence = (refusals: readonly [Refusal, ...Refusal[]]): Nearest => ({
  problem: refusals[0].problem,
  nodes: [],
  rest: [],
  also: [],
  place: null,
  others: clausesThatFit(
    refusals.slice(1).map(({ nodes, text }) => (nodes === null ? text : `${counted(nodes, 'node')} ${text}`)),
  ),
  fits: null,
});

const has = (problem: SchedulingProblem) => (verdict: NodeVerdict) =>
  verdict.obstacles.some((obstacle) => obstacle.problem === problem);

/** What confines a pod to some nodes: a volume that reaches none of the rest, or a demand that none of them meets. */
const placeOf = (
  facts: Facts,
  pod: Pod,
  nodes: readonly NodeVerdict[],
  rest: readonly NodeVerdict[],
): string | null => {
  if (rest.length === 0 || nodes.some(has('selector')) || nodes.some(has('volume'))) return null;
  const reach = reachesOf(facts, pod).find(({ reaches }) => !rest.some(({ node }) => reaches(node)));
  if (reach?.volume !== undefined && reach.volume !== null) return `volume ${reach.volume}`;
  const demand = demandsOf(pod).find(({ met }) => !rest.some(({ node }) => met(node)));
  if (demand === undefined || !rest.every(has('selector'))) return null;
  return demand.key === 'kubernetes.io/hostname' ? demand.key : demand.text;
};

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
  const others = othersIn(closed.map(wordsOf));
  return left === undefined
    ? { ...fromSentence(refusals), fits: open[0]?.name ?? null }
    : { problem: left.problem, nodes: open, rest: [...closed], also: [], place: null, others, fits: null };
};

/** Which nodes come nearest to taking a pod, and what is in its way there; `refusals` is what the scheduler says. */
export const nearest = (facts: Facts, pod: Pod, refusals: readonly [Refusal, ...Refusal[]]): Nearest => {
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
    place: placeOf(facts, pod, alike, rest),
    also: first.obstacles.filter((obstacle) => obstacle !== chief),
    // A DaemonSet made the pod for one node: the others do not matter.
    others: ownNodeOf(pod) === null ? othersIn(rest.map(wordsOf)) : '',
    fits: null,
  };
};

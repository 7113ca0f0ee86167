import type { SchedulingProblem } from './sentence.ts';

/** The resource that a node is too small for, or too full. */
export type Lack = { resource: string; asked: number; allocatable: number; free: number | null };

/**
 * One thing that keeps a pod from one node. `text` goes on from `2 nodes are`; `words` are shorter ones, each of which
 * says it by itself; `quote` is what the API says of the node. `cost` weighs how much would have to change until the pod
 * fits: room comes and goes, labels and taints say what a node is for, volumes stay where they are.
 */
export type Obstacle = {
  problem: SchedulingProblem;
  text: string;
  words?: readonly string[];
  quote: string;
  cost: number;
  lack?: Lack;
  /** The kubelet of the node has never reported. */
  unreported?: true;
};

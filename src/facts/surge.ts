import { eventsOf } from './events.ts';
import type { Facts } from './facts.ts';
import type { ObjectOf, Pod } from './objects.ts';
import { awaitedBy } from './placement/awaited.ts';
import { conditionOf } from './pods.ts';
import { refOf } from './refs.ts';
import { podsOfSet, readyPods, revisionsOf } from './revisions.ts';

type Deployment = ObjectOf['Deployment'];

/** A number of pods as the strategy writes it, in percent rounded up or down; 0 where it is no number. */
const resolved = (
  value: number | string | undefined,
  wanted: number,
  round: (share: number) => number,
): number => {
  if (typeof value === 'number') return value;
  const [, percent] = /^(\d+)%$/.exec(value ?? '') ?? [];
  return percent === undefined ? 0 : round((Number(percent) * wanted) / 100);
};

/**
 * How far a rollout may go below and above the wanted number: maxUnavailable is rounded down and maxSurge up, 25% each
 * where not set. https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment
 */
export const leeway = ({ spec }: Deployment): { unavailable: number; surge: number } => {
  const wanted = spec?.replicas ?? 1;
  const { maxUnavailable, maxSurge } = spec?.strategy?.rollingUpdate ?? {};
  const unavailable = resolved(maxUnavailable ?? '25%', wanted, Math.floor);
  const surge = resolved(maxSurge ?? '25%', wanted, Math.ceil);
  // With both 0 nothing could move: the controller then takes 1.
  return { unavailable: unavailable === 0 && surge === 0 ? 1 : unavailable, surge };
};

/** A rollout that may take no old pod away before a new one is ready, and whose new pod finds no place. */
export type SurgeBlocked = {
  deployment: Deployment;
  number: number;
  wanted: number;
  serving: number;
  surge: number;
  /** The new pods that no node takes; none where the API server does not admit them. */
  waiting: Pod[];
  sentence: string;
};

const rulesOut = /Insufficient|Too many pods|free ports|anti-affinity|topology spread/;

const blocked = (facts: Facts, deployment: Deployment): SurgeBlocked[] => {
  const wanted = deployment.spec?.replicas ?? 1;
  const { unavailable, surge } = leeway(deployment);
  const [newest, ...rest] = revisionsOf(facts, deployment);
  const rolls = (deployment.spec?.strategy?.type ?? 'RollingUpdate') === 'RollingUpdate';
  if (newest === undefined || !rolls || unavailable > 0 || deployment.spec?.paused === true) return [];
  const serving = rest.reduce((sum, { set }) => sum + readyPods(facts, set), 0);
  if (serving === 0 || readyPods(facts, newest.set) > 0 || (newest.set.spec?.replicas ?? 0) === 0) return [];
  const common = { deployment, number: newest.number, wanted, serving, surge };
  const waiting = podsOfSet(facts, newest.set).filter(
    (pod) =>
      conditionOf(pod, 'PodScheduled')?.status === 'False' &&
      awaitedBy(facts, pod) === null &&
      rulesOut.test(conditionOf(pod, 'PodScheduled')?.message ?? ''),
  );
  const [first] = waiting;
  if (first !== undefined)
    return [{ ...common, waiting, sentence: conditionOf(first, 'PodScheduled')?.message ?? '' }];
  const [refused] = eventsOf(facts, refOf('ReplicaSet', newest.set), 'FailedCreate');
  return refused?.message?.includes('exceeded quota') === true && (newest.set.status?.replicas ?? 0) === 0
    ? [{ ...common, waiting: [], sentence: refused.message }]
    : [];
};

/** The rollouts that wait for room for one pod more than wanted. */
export const blockedSurges = (facts: Facts): SurgeBlocked[] =>
  facts.objects.Deployment.flatMap((deployment) => blocked(facts, deployment));

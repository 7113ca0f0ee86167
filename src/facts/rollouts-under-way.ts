import type { Facts } from './facts.ts';
import { isGettingReady } from './given-time.ts';
import { once } from './memo.ts';
import type { ObjectOf, Pod } from './objects.ts';
import { ageMs, containersOf, isPlaced, isReady, livePods, youthMs } from './pods.ts';
import type { ContainerView } from './pods.ts';
import { podsOfSet, readyPods, revisionsOf } from './revisions.ts';
import { leeway } from './surge.ts';

type Deployment = ObjectOf['Deployment'];
type Condition = NonNullable<NonNullable<Deployment['status']>['conditions']>[number];

/** A rollout whose new pods are still starting, in the time that its controller gives them, while enough pods serve. */
export type RolloutUnderWay = {
  deployment: Deployment;
  number: number;
  /** The new pods that are not ready yet. */
  starting: Pod[];
  /** Ready pods of the newest revision and of the older ones. */
  updated: number;
  older: number;
  /** How long the controller goes on waiting without calling the rollout stuck. */
  leftMs: number;
  progressing: Condition;
};

/**
 * Seconds that a rollout may go without progress, as the API server sets it; the largest integer stands for no limit.
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds
 */
const usualDeadlineS = 600;
const noDeadlineS = 2_147_483_647;

const deadlineMs = ({ spec }: Deployment): number => {
  const { progressDeadlineSeconds: seconds = usualDeadlineS } = spec ?? {};
  return 1000 * (seconds === noDeadlineS ? usualDeadlineS : seconds);
};

/** The last progress of a rollout that its controller has not given up, and what is left of the deadline that began then. */
const pending = (facts: Facts, deployment: Deployment): Pick<RolloutUnderWay, 'leftMs' | 'progressing'>[] => {
  const progressing = deployment.status?.conditions?.find(({ type }) => type === 'Progressing');
  if (progressing?.status !== 'True') return [];
  const at = Date.parse(progressing.lastUpdateTime ?? '');
  const leftMs = at + deadlineMs(deployment) - Date.parse(facts.now);
  return leftMs > 0 ? [{ leftMs, progressing }] : [];
};

const patient = ['ContainerCreating', 'PodInitializing'];

const isOnItsWay = (facts: Facts, view: ContainerView): boolean => {
  const { status, role, pod } = view;
  if ((status?.restartCount ?? 0) > 0) return false;
  if (status?.ready === true || (role === 'init' && status?.state?.terminated?.exitCode === 0)) return true;
  if (status?.state?.running !== undefined && role !== 'init') return isGettingReady(facts, view, true);
  const { waiting, terminated } = status?.state ?? {};
  const isFine =
    terminated === undefined && (waiting === undefined || patient.includes(waiting.reason ?? ''));
  return isFine && ageMs(facts, pod) < youthMs;
};

/** Rollouts within their deadline, with as many pods that serve as maxUnavailable demands, old ones among them. */
const coveredRollouts = once((facts: Facts): RolloutUnderWay[] =>
  facts.objects.Deployment.flatMap((deployment) => {
    const [newest, ...rest] = revisionsOf(facts, deployment);
    if (newest === undefined || deployment.spec?.paused === true) return [];
    const updated = readyPods(facts, newest.set);
    const older = rest.reduce((sum, { set }) => sum + readyPods(facts, set), 0);
    const needed = (deployment.spec?.replicas ?? 1) - leeway(deployment).unavailable;
    const live = new Set(livePods(facts));
    const starting = podsOfSet(facts, newest.set).filter((pod) => live.has(pod) && !isReady(pod));
    if (older === 0 || updated + older < needed || starting.length === 0) return [];
    return pending(facts, deployment).map((progress) => ({
      deployment,
      number: newest.number,
      starting,
      updated,
      older,
      ...progress,
    }));
  }),
);

const isStarting = (facts: Facts, pod: Pod): boolean =>
  isPlaced(pod) &&
  containersOf(pod).some(({ role, status }) => role !== 'init' && status?.ready !== true) &&
  containersOf(pod).every((view) => isOnItsWay(facts, view));

/** The rollouts that get on as far as can be told: nothing is wrong with them before their deadline. */
export const rolloutsUnderWay = once((facts: Facts): RolloutUnderWay[] =>
  coveredRollouts(facts).filter(({ starting }) => starting.every((pod) => isStarting(facts, pod))),
);

const podsIn = (rollouts: readonly RolloutUnderWay[]): ReadonlySet<Pod> =>
  new Set(rollouts.flatMap(({ starting }) => starting));
const startingPods = once((facts: Facts) => podsIn(rolloutsUnderWay(facts)));
const coveredPods = once((facts: Facts) => podsIn(coveredRollouts(facts)));

/** Whether the pod of a container is a new one of a rollout within its deadline, while enough old ones serve. */
export const isCovered = (facts: Facts, view: ContainerView): boolean => coveredPods(facts).has(view.pod);

/** Whether a container that is not ready yet is given time: it started a moment ago, or a rollout waits for its pod. */
export const isGivenTime = (facts: Facts, view: ContainerView): boolean =>
  isGettingReady(facts, view) || startingPods(facts).has(view.pod);

import type { Facts } from './facts.ts';
import type { ObjectOf } from './objects.ts';
import { isTroubled } from './pods.ts';
import { waitingRecreates } from './recreates.ts';
import { podsOfSet, readyPods, revisionsOf } from './revisions.ts';
import type { Revision } from './revisions.ts';
import { rolloutsUnderWay } from './rollouts-under-way.ts';
import { blockedSurges } from './surge.ts';

type Deployment = ObjectOf['Deployment'];
type Condition = NonNullable<NonNullable<Deployment['status']>['conditions']>[number];

/** A rollout that does not get on. `before` is the revision that serves, or served last; null in a first rollout. */
export type StuckRollout = {
  deployment: Deployment;
  newest: Revision;
  before: Revision | null;
  /** Ready pods of the newest revision, of the older ones, and how many are wanted. */
  updated: number;
  older: number;
  wanted: number;
  /** The controller itself has given up waiting (ProgressDeadlineExceeded). */
  exceeded: boolean;
  progressing: Condition | undefined;
};

const stuck = (facts: Facts, deployment: Deployment): StuckRollout[] => {
  const [newest, ...rest] = revisionsOf(facts, deployment);
  const wanted = deployment.spec?.replicas ?? 1;
  if (newest === undefined || deployment.spec?.paused === true) return [];
  const updated = readyPods(facts, newest.set);
  const serving = rest.filter(({ set }) => (set.spec?.replicas ?? 0) > 0);
  const progressing = deployment.status?.conditions?.find(({ type }) => type === 'Progressing');
  const exceeded = progressing?.reason === 'ProgressDeadlineExceeded';
  const troubled = podsOfSet(facts, newest.set).some((pod) => isTroubled(facts, pod));
  if (updated >= wanted || (!exceeded && (serving.length === 0 || !troubled))) return [];
  const older = serving.reduce((sum, { set }) => sum + readyPods(facts, set), 0);
  return [
    {
      deployment,
      newest,
      before: serving[0] ?? rest[0] ?? null,
      updated,
      older,
      wanted,
      exceeded,
      progressing,
    },
  ];
};

/** Rollouts that do not get on, save those of which more is known: that they wait for the old pods, or for time. */
export const stuckRollouts = (facts: Facts): StuckRollout[] => {
  const waiting = new Set(
    [...blockedSurges(facts), ...waitingRecreates(facts), ...rolloutsUnderWay(facts)].map(
      ({ deployment }) => deployment,
    ),
  );
  return facts.objects.Deployment.filter((deployment) => !waiting.has(deployment)).flatMap((deployment) =>
    stuck(facts, deployment),
  );
};

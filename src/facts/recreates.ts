import type { ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import { couldSee } from './gaps.ts';
import { once } from './memo.ts';
import type { ObjectOf, Pod } from './objects.ts';
import { refOf, sameRef } from './refs.ts';
import { revisionsOf } from './revisions.ts';
import { podsOfWorkload } from './workloads.ts';

type Deployment = ObjectOf['Deployment'];

/** A Deployment of strategy Recreate whose old pods have not all stopped: it makes no new pod before. */
export type WaitingRecreate = { deployment: Deployment; stopping: readonly [Pod, ...Pod[]] };

/** A pod that has failed or succeeded as a whole holds up nothing, whatever still keeps it. */
const isOver = ({ status }: Pod): boolean => ['Failed', 'Succeeded'].includes(status?.phase ?? '');

/** Where a ReplicaSet wants pods already, the controller waits no longer. */
const isHeld = (facts: Facts, deployment: Deployment): boolean => {
  const { strategy, replicas = 1, paused } = deployment.spec ?? {};
  const sets = revisionsOf(facts, deployment);
  const between = sets.length > 0 && sets.every(({ set }) => set.spec?.replicas === 0);
  return strategy?.type === 'Recreate' && replicas !== 0 && paused !== true && between;
};

const waiting = (facts: Facts, deployment: Deployment): WaitingRecreate[] => {
  if (!isHeld(facts, deployment)) return [];
  const pods = podsOfWorkload(facts, refOf('Deployment', deployment)).filter((pod) => !isOver(pod));
  const [first, ...rest] = pods.filter(({ metadata }) => metadata?.deletionTimestamp !== undefined);
  return first === undefined || rest.length + 1 < pods.length
    ? []
    : [{ deployment, stopping: [first, ...rest] }];
};

/**
 * The Deployments that wait for their old pods to stop before they make new ones:
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment
 */
export const waitingRecreates = once((facts: Facts): WaitingRecreate[] =>
  facts.objects.Deployment.flatMap((deployment) => waiting(facts, deployment)),
);

/** Whether a workload is a Deployment that may wait so, as its pods could not be looked at. */
export const mayWaitToRecreate = (facts: Facts, ref: ObjectRef): boolean =>
  !couldSee(facts, 'Pod') &&
  facts.objects.Deployment.some(
    (deployment) => sameRef(refOf('Deployment', deployment), ref) && isHeld(facts, deployment),
  );

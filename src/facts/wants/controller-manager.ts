import { controllerManagerLease } from '../controller-manager.ts';
import { cronJobsOf, missedRuns } from '../cronjobs.ts';
import { lackingPods } from '../lacking-pods.ts';
import { keyOf, refOf } from '../refs.ts';
import { unseenChanges } from '../unseen-changes.ts';
import type { Wanting } from './want.ts';

/** Where a controller has left something undone: whether the controller-manager runs at all. */
export const controllerManager: Wanting = {
  id: 'controller-manager',
  rights: [{ kind: 'Lease', verb: 'get' }],
  wants: ({ facts, near, subject }) => {
    const { namespace, name } = controllerManagerLease;
    const undone = [
      ...unseenChanges(facts).map(({ object }) => object),
      ...lackingPods(facts).map(({ object }) => object),
      ...cronJobsOf(facts)
        .filter((cron) => missedRuns(facts, cron).length > 0)
        .map((cron) => refOf('CronJob', cron)),
    ];
    return subject.kind !== 'Pod' && undone.some((ref) => near.below.has(keyOf(ref)))
      ? [{ read: 'get', kind: 'Lease', namespace, name }]
      : [];
  },
};

import { cronJobsOf, isActive, jobsOfCron, missedRuns } from '../cronjobs.ts';
import { podsOfJob } from '../jobs.ts';
import { containersOf } from '../pods.ts';
import { keyOf, refOf } from '../refs.ts';
import type { Wanting } from './want.ts';

/** Where a run of a CronJob keeps off the next ones: the log of what still runs in it. */
export const hungRuns: Wanting = {
  id: 'hung-runs',
  rights: [],
  wants: ({ facts, near }) =>
    cronJobsOf(facts)
      .filter(
        (cron) =>
          near.below.has(keyOf(refOf('CronJob', cron))) &&
          cron.spec?.concurrencyPolicy === 'Forbid' &&
          missedRuns(facts, cron).length > 0,
      )
      .slice(0, 2)
      .flatMap((cron) => jobsOfCron(facts, cron).filter(isActive).slice(0, 1))
      .flatMap((job) => podsOfJob(facts, job).slice(0, 1).flatMap(containersOf))
      .filter(
        ({ role, status }) => role === 'app' && status?.state?.running !== undefined && status.ready === true,
      )
      .slice(0, 2)
      .map((view) => ({ read: 'log', view, previous: false })),
};

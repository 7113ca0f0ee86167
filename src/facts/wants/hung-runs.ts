import { cronJobsOf, isActive, jobsOfCron, missedRuns, pileOf } from '../cronjobs.ts';
import type { CronJob } from '../cronjobs.ts';
import type { Facts } from '../facts.ts';
import { podsOfJob } from '../jobs.ts';
import type { ObjectOf } from '../objects.ts';
import { containersOf } from '../pods.ts';
import { keyOf, refOf } from '../refs.ts';
import type { Wanting } from './want.ts';

/** The run of a CronJob that does not end, and so keeps off the next ones or lets them pile up. */
const hungRun = (facts: Facts, cron: CronJob): ObjectOf['Job'] | undefined =>
  cron.spec?.concurrencyPolicy === 'Forbid' && missedRuns(facts, cron).length > 0
    ? jobsOfCron(facts, cron).find(isActive)
    : pileOf(facts, cron)?.oldest;

/** Where a run of a CronJob does not end: the log of what still runs in it. */
export const hungRuns: Wanting = {
  id: 'hung-runs',
  rights: [],
  wants: ({ facts, near }) =>
    cronJobsOf(facts)
      .filter((cron) => near.below.has(keyOf(refOf('CronJob', cron))))
      .flatMap((cron) => hungRun(facts, cron) ?? [])
      .slice(0, 2)
      .flatMap((job) => podsOfJob(facts, job).slice(0, 1).flatMap(containersOf))
      .filter(
        ({ role, status }) => role === 'app' && status?.state?.running !== undefined && status.ready === true,
      )
      .slice(0, 2)
      .map((view) => ({ read: 'log', view, previous: false })),
};

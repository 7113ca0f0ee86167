import { dueBetween } from '../facts/cron-schedules.ts';
import { cronJobsOf, dueAtMost, isActive, jobsOfCron, runsCounted, scheduleOf } from '../facts/cronjobs.ts';
import { span } from '../facts/durations.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { podsOfJob } from '../facts/jobs.ts';
import { kubectlPatch } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

const replacedAtLeast = 3;

export const cronjobRunReplaced: Cause = {
  id: 'cronjob-run-replaced',
  title: 'Each run of a CronJob is replaced by the next before it ends',
  rulesOut: 'CronJob runs',
  signal:
    'concurrencyPolicy is Replace, a Job is active, no finished one is left and three or more runs were due since the last that succeeded.',
  looksAt: ['CronJob', 'Job', 'Event'],
  about: ['CronJob'],
  look: (facts) =>
    cronJobsOf(facts).flatMap((cron) => {
      const schedule = scheduleOf(cron);
      const { suspend, concurrencyPolicy, schedule: words = '' } = cron.spec ?? {};
      if (suspend === true || concurrencyPolicy !== 'Replace' || schedule === undefined) return [];
      const jobs = jobsOfCron(facts, cron);
      const active = jobs.find(isActive);
      const { lastSuccessfulTime, lastScheduleTime } = cron.status ?? {};
      const since = lastSuccessfulTime ?? cron.metadata?.creationTimestamp;
      if (active === undefined || jobs.some((job) => !isActive(job)) || since === undefined) return [];
      const runs = dueBetween(schedule, Date.parse(since), Date.parse(facts.now), dueAtMost);
      if (runs.length < replacedAtLeast) return [];
      const [before, last] = runs.slice(-2);
      const apart = span((last ?? 0) - (before ?? 0));
      const object = refOf('CronJob', cron);
      const events = eventsOf(facts, object, 'SuccessfulDelete').slice(0, 1);
      const what = `no run of CronJob ${object.name} ends: the next one replaces it after ${apart} (concurrencyPolicy Replace)`;
      return [
        {
          severity: 'warning',
          confidence: 'likely',
          object,
          summary: `No run of CronJob ${object.name} ends before the next replaces it after ${apart} (concurrencyPolicy Replace): none of ${runsCounted(runs)} has succeeded${lastSuccessfulTime === undefined ? '' : ` since ${lastSuccessfulTime}`}`,
          effect: what,
          evidence: [
            specEvidence(object, `concurrencyPolicy: Replace, schedule: ${words}`),
            statusEvidence(
              object,
              `lastScheduleTime: ${lastScheduleTime ?? 'not set'}, lastSuccessfulTime: ${lastSuccessfulTime ?? 'not set'}`,
              lastScheduleTime ?? null,
            ),
            ...events.map((event) => eventEvidence(object, event)),
          ],
          remedies: [
            {
              title: 'Let it run to its end: schedule it less often, or use concurrencyPolicy Forbid',
              command: kubectlPatch(object, { spec: { concurrencyPolicy: 'Forbid' } }),
              action: null,
            },
          ],
          follows: [refOf('Job', active), ...podsOfJob(facts, active).map((pod) => refOf('Pod', pod))],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};

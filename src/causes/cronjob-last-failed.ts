import { counted } from '../facts/counts.ts';
import { cronJobsOf, isActive, jobsOfCron } from '../facts/cronjobs.ts';
import { span } from '../facts/durations.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { failedCondition, isComplete } from '../facts/jobs.ts';
import { kubectl, kubectlPatch } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const cronjobLastFailed: Cause = {
  id: 'cronjob-last-failed',
  title: 'The last run of a CronJob failed',
  rulesOut: 'CronJob runs',
  signal:
    'The newest finished Job of the CronJob has the condition Failed, and none after it is Complete. Where its Jobs are gone, the event SawCompletedJob says it.',
  looksAt: ['CronJob', 'Job', 'Event'],
  about: ['CronJob'],
  look: (facts) =>
    cronJobsOf(facts).flatMap((cron) => {
      const object = refOf('CronJob', cron);
      const finished = jobsOfCron(facts, cron).filter((job) => !isActive(job));
      const [last] = finished;
      const { lastSuccessfulTime, lastScheduleTime = '' } = cron.status ?? {};
      const seen = eventsOf(facts, object, 'SawCompletedJob').find(
        (event) => event.message?.includes('condition: Failed') === true,
      );
      const gone =
        last === undefined &&
        seen !== undefined &&
        (lastSuccessfulTime ?? '') < lastScheduleTime &&
        (cron.status?.active ?? []).length === 0;
      const condition = last === undefined ? undefined : failedCondition(last);
      if (condition === undefined && !gone) return [];
      const until = finished.findIndex(isComplete);
      const failures = until === -1 ? finished.length : until;
      const age = Date.parse(facts.now) - Date.parse(lastSuccessfulTime ?? '');
      const success =
        lastSuccessfulTime === undefined ? 'it has never succeeded' : `the last success was ${span(age)} ago`;
      const which = failures > 1 ? `The last ${counted(failures, 'run')}` : 'The last run';
      const job = last === undefined ? undefined : refOf('Job', last);
      const summary = `${which} of CronJob ${object.name} failed; ${success}`;
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          object,
          summary: gone ? `${summary} and its Job is gone` : summary,
          effect: `${which.charAt(0).toLowerCase()}${which.slice(1)} of CronJob ${object.name} failed; ${success}`,
          evidence: [
            statusEvidence(
              object,
              `lastScheduleTime: ${lastScheduleTime || 'not set'}, lastSuccessfulTime: ${lastSuccessfulTime ?? 'not set'}`,
              lastScheduleTime || null,
            ),
            ...(seen === undefined ? [] : [eventEvidence(object, seen)]),
          ],
          remedies: gone
            ? [
                {
                  title: 'Keep failed Jobs, to see why the next one fails',
                  command: kubectlPatch(object, { spec: { failedJobsHistoryLimit: 1 } }),
                  action: null,
                },
              ]
            : [
                {
                  title: 'Mend the cause, then run it once by hand',
                  command: kubectl(
                    object.namespace,
                    'create',
                    'job',
                    `${object.name}-by-hand`,
                    `--from=cronjob/${object.name}`,
                  ),
                  action: null,
                },
              ],
          ...(job === undefined ? {} : { follows: [job] }),
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};

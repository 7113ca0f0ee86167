import { refusedCreations } from '../facts/creation.ts';
import {
  jobsOfCron,
  cronJobsOf,
  isActive,
  longerThanUsual,
  missedRuns,
  runsCounted,
  usualMs,
} from '../facts/cronjobs.ts';
import { span } from '../facts/durations.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { podsOfJob } from '../facts/jobs.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf, sameRef } from '../facts/refs.ts';
import { runningWords } from '../facts/run-words.ts';
import type { Cause } from './cause.ts';

const skippedAtLeast = 3;

export const cronjobBlocked: Cause = {
  id: 'cronjob-blocked',
  title: 'A run that does not end keeps a CronJob from starting the next',
  rulesOut: 'CronJob runs',
  signal:
    'concurrencyPolicy is Forbid, a Job of the CronJob is still active, and runs that were due since have not been started (event JobAlreadyActive). It is a warning where the run takes longer than three times the longest before it, or has kept off three runs.',
  looksAt: ['CronJob', 'Job', 'Pod', 'Event', 'logs'],
  about: ['CronJob'],
  look: (facts) =>
    cronJobsOf(facts).flatMap((cron) => {
      if (cron.spec?.suspend === true || cron.spec?.concurrencyPolicy !== 'Forbid') return [];
      const jobs = jobsOfCron(facts, cron);
      const active = jobs.findLast(isActive);
      const missed = missedRuns(facts, cron);
      if (active === undefined || missed.length === 0) return [];
      const object = refOf('CronJob', cron);
      const job = refOf('Job', active);
      const began = active.status?.startTime ?? active.metadata?.creationTimestamp ?? null;
      const lasts = Date.parse(facts.now) - Date.parse(began ?? facts.now);
      const usual = usualMs(jobs);
      const hung = usual === undefined ? missed.length >= skippedAtLeast : lasts > longerThanUsual * usual;
      const [event] = eventsOf(facts, object, 'JobAlreadyActive');
      const pods = podsOfJob(facts, active);
      const lines = runningWords(facts, active).map(({ evidence }) => evidence);
      // A run that cannot even begin is told of the CronJob itself; another Job would fare alike.
      const refused = refusedCreations(facts).some(({ creator }) => sameRef(creator, job));
      const running = `Job ${job.name} has not ended for ${span(lasts)}`;
      return [
        {
          severity: hung ? 'warning' : 'info',
          confidence: 'certain',
          object,
          summary: `CronJob ${object.name} starts no run: ${running}, and concurrencyPolicy Forbid lets no second one run beside it; ${runsCounted(missed)} skipped`,
          brief: `CronJob ${object.name} starts no run: ${running} (concurrencyPolicy Forbid)`,
          effect: `Job ${job.name} does not end and CronJob ${object.name} starts no other (Forbid): ${runsCounted(missed)} skipped`,
          evidence: [
            specEvidence(object, `concurrencyPolicy: Forbid, schedule: ${cron.spec.schedule ?? ''}`),
            statusEvidence(
              job,
              `active: ${active.status?.active ?? 0}, startTime: ${began ?? 'not set'}${usual === undefined ? '' : `; the longest run before took ${span(usual)}`}`,
              began,
            ),
            ...(event === undefined ? [] : [eventEvidence(object, event)]),
            ...lines.slice(0, 1),
          ],
          remedies: refused
            ? []
            : [
                {
                  title:
                    'End the run that hangs; activeDeadlineSeconds in jobTemplate ends the next one by itself',
                  command: kubectl(object.namespace, 'delete', 'job', job.name),
                  action: null,
                },
              ],
          follows: [job, ...pods.map((pod) => refOf('Pod', pod)), ...(refused ? [object] : [])],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};

import { dueBetween } from '../facts/cron-schedules.ts';
import { cronJobsOf, dueAtMost, runsCounted, scheduleOf } from '../facts/cronjobs.ts';
import type { CronJob } from '../facts/cronjobs.ts';
import { span } from '../facts/durations.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { ownersOf } from '../facts/field-owners.ts';
import { kubectlPatch } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** A run that is due within this time is as good as skipped. */
const soonMs = 60 * 60 * 1000;

/** The time until the next run, milliseconds; null where none is due soon. */
const dueSoon = (facts: Facts, cron: CronJob): number | null => {
  const now = Date.parse(facts.now);
  const next = scheduleOf(cron)?.after(now) ?? null;
  return next !== null && next - now <= soonMs ? next - now : null;
};

/** What it costs: the runs that were skipped, or the one that will be. */
const costWords = (runs: readonly number[], soon: number | null): string => {
  if (runs.length > 0) return `; ${runsCounted(runs)} skipped`;
  return soon === null ? '' : `; the run due in ${span(soon)} will be skipped`;
};

/** The runs that were due since it was suspended, as far as that is known. */
const heldBack = (facts: Facts, cron: CronJob, since: string | null): number[] => {
  const schedule = scheduleOf(cron);
  const from = since ?? cron.status?.lastScheduleTime ?? cron.metadata?.creationTimestamp;
  return schedule === undefined || from === undefined
    ? []
    : dueBetween(schedule, Date.parse(from), Date.parse(facts.now), dueAtMost);
};

export const cronjobSuspended: Cause = {
  id: 'cronjob-suspended',
  title: 'CronJob is suspended',
  rulesOut: 'CronJob suspension',
  signal:
    'The CronJob has `spec.suspend: true`; managedFields tell who set it and when. It is only mentioned as long as no run was due since, and none is within the hour.',
  looksAt: ['CronJob'],
  about: ['CronJob'],
  look: (facts) =>
    cronJobsOf(facts)
      .filter(({ spec }) => spec?.suspend === true)
      .map((cron) => {
        const object = refOf('CronJob', cron);
        const last = cron.status?.lastScheduleTime;
        const [owner] = ownersOf(cron.metadata, 'f:spec', 'f:suspend');
        const since = owner?.at ?? null;
        const runs = heldBack(facts, cron, since);
        const soon = dueSoon(facts, cron);
        const by = owner === undefined ? '' : ` by ${owner.by}`;
        const when = since === null ? '' : ` for ${span(Date.parse(facts.now) - Date.parse(since))}`;
        const ran = last === undefined ? 'it has never run' : `it last ran at ${last}`;
        return {
          severity: runs.length > 0 || soon !== null ? 'warning' : 'info',
          confidence: 'certain',
          object,
          summary: `CronJob ${object.name} has been suspended${when}${by}: ${ran}${costWords(runs, soon)}`,
          evidence: [
            specEvidence(object, `suspend: true, schedule: ${cron.spec?.schedule ?? ''}`),
            ...(owner === undefined
              ? []
              : [specEvidence(object, `suspend was written${by}${since === null ? '' : ` at ${since}`}`)]),
            statusEvidence(object, `lastScheduleTime: ${last ?? 'not set'}`, last ?? null),
          ],
          remedies: [
            {
              title: 'Resume it',
              command: kubectlPatch(object, { spec: { suspend: false } }),
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        };
      }),
};

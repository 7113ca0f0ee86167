import { dueBetween, isTimeZone, readSchedule } from './cron-schedules.ts';
import type { Schedule } from './cron-schedules.ts';
import type { Facts } from './facts.ts';
import { failedCondition, isComplete } from './jobs.ts';
import { once } from './memo.ts';
import type { ObjectOf } from './objects.ts';
import { controllerOf } from './pods.ts';

export type CronJob = ObjectOf['CronJob'];
type Job = ObjectOf['Job'];

/** The controller starts a run within seconds; one that is this late has been missed. */
const lateMs = 2 * 60 * 1000;

/** Due runs are counted up to here. */
export const dueAtMost = 100;

/** CronJobs that are not being deleted. */
export const cronJobsOf = once((facts: Facts): CronJob[] =>
  facts.objects.CronJob.filter(({ metadata }) => metadata?.deletionTimestamp === undefined),
);

const jobsByOwner = once((facts: Facts): Map<string, Job[]> =>
  Map.groupBy(facts.objects.Job, (job) => controllerOf(job)?.uid ?? ''),
);

const bornAt = ({ metadata }: Job): string => metadata?.creationTimestamp ?? '';

/** The Jobs of a CronJob that still exist, newest first. */
export const jobsOfCron = (facts: Facts, { metadata }: CronJob): Job[] =>
  (jobsByOwner(facts).get(metadata?.uid ?? 'none') ?? []).toSorted((a, b) =>
    bornAt(b).localeCompare(bornAt(a)),
  );

export const isActive = (job: Job): boolean => !isComplete(job) && failedCondition(job) === undefined;

/** When a CronJob is due; undefined where its schedule or time zone cannot be read. */
export const scheduleOf = once(({ spec }: CronJob): Schedule | undefined => {
  if (spec?.timeZone !== undefined && !isTimeZone(spec.timeZone)) return undefined;
  const read = readSchedule(spec?.schedule ?? '', spec?.timeZone);
  return read.ok ? read.schedule : undefined;
});

const timeOf = (text: string | null | undefined): number => Date.parse(text ?? '') || 0;

/** The last write of its spec: what was due before may have been due by other words. */
const writtenAt = ({ metadata }: CronJob): number =>
  Math.max(
    0,
    ...(metadata?.managedFields ?? [])
      .filter(({ subresource }) => subresource === undefined)
      .map(({ time }) => timeOf(time)),
  );

/**
 * The runs that were due, and were not started, since the last one that was, since the CronJob was made or since its
 * spec was last written; the newest last, at most `dueAtMost`.
 */
export const missedRuns = (facts: Facts, cron: CronJob): number[] => {
  const schedule = scheduleOf(cron);
  const { creationTimestamp } = cron.metadata ?? {};
  if (schedule === undefined || creationTimestamp === undefined) return [];
  const from = Math.max(timeOf(cron.status?.lastScheduleTime), timeOf(creationTimestamp), writtenAt(cron));
  return dueBetween(schedule, from, Date.parse(facts.now) - lateMs, dueAtMost);
};

/** `26 runs`, `100 runs or more`. */
export const runsCounted = (runs: readonly number[]): string =>
  runs.length >= dueAtMost
    ? `${dueAtMost} runs or more`
    : `${runs.length} run${runs.length === 1 ? '' : 's'}`;

/** How long the longest completed run that is still there took, milliseconds; undefined where none is. */
export const usualMs = (jobs: readonly Job[]): number | undefined => {
  const spans = jobs
    .filter(isComplete)
    .map(({ status }) => timeOf(status?.completionTime) - timeOf(status?.startTime))
    .filter((ms) => ms > 0);
  return spans.length === 0 ? undefined : Math.max(...spans);
};

/** When a CronJob runs next, RFC 3339; null where it is suspended, or its schedule cannot be read. */
export const nextRun = (facts: Facts, cron: CronJob): string | null => {
  const next = cron.spec?.suspend === true ? null : scheduleOf(cron)?.after(Date.parse(facts.now));
  return next === undefined || next === null ? null : new Date(next).toISOString().replace('.000Z', 'Z');
};

/** A run may take longer than the time to the next one; beyond so many times the longest before it, it hangs. */
export const longerThanUsual = 3;
/** So many runs at once, of which none has ended, are no slow first run. */
const pileAtLeast = 5;
const besideAtLeast = 3;

/** Runs that go on beside each other because the first of them does not end; `usual` is how long runs took before. */
export type Pile = { active: Job[]; oldest: Job; began: string; usual: number | undefined };

const startOf = ({ status, metadata }: Job): string => status?.startTime ?? metadata?.creationTimestamp ?? '';

/**
 * The runs that pile up where concurrencyPolicy is Allow: three or more, the oldest of which lasts far longer than those
 * before it took; or five and more, where none has ended since the oldest began.
 */
export const pileOf = (facts: Facts, cron: CronJob): Pile | null => {
  if ((cron.spec?.concurrencyPolicy ?? 'Allow') !== 'Allow') return null;
  const jobs = jobsOfCron(facts, cron);
  const active = jobs.filter(isActive);
  const oldest = active.at(-1);
  if (oldest === undefined || active.length < besideAtLeast) return null;
  const began = startOf(oldest);
  const usual = usualMs(jobs);
  const lasts = Date.parse(facts.now) - timeOf(began);
  const ended =
    timeOf(cron.status?.lastSuccessfulTime) > timeOf(began) ||
    jobs.some((job) => !isActive(job) && startOf(job) > began);
  const hangs =
    usual === undefined ? active.length >= pileAtLeast && !ended : lasts > longerThanUsual * usual;
  return hangs ? { active, oldest, began, usual } : null;
};

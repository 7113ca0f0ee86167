import type { Evidence, Remedy } from '../answer.ts';
import { controllerManagerOf } from '../facts/controller-manager.ts';
import { cronJobsOf, isActive, jobsOfCron, missedRuns, runsCounted } from '../facts/cronjobs.ts';
import type { CronJob } from '../facts/cronjobs.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { couldSee } from '../facts/gaps.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

/** The controller looks every ten seconds: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline */
const leastDeadline = 10;

type Reason = Pick<Found, 'confidence' | 'follows'> & {
  words: string;
  evidence: Evidence[];
  remedies: Remedy[];
};

/** The sentence of the API server without its frame. */
const plain = (sentence: string): string =>
  sentence.replace(/^Error creating job: /, '').replace(/^.*? is forbidden: /, '');

const reasonOf = (facts: Facts, cron: CronJob, runs: readonly number[]): Reason => {
  const object = refOf('CronJob', cron);
  const { startingDeadlineSeconds } = cron.spec ?? {};
  const edit = kubectl(object.namespace, 'edit', 'cronjob', object.name);
  const since = new Date((runs[0] ?? 0) - 1000).toISOString();
  const [refused] = eventsOf(facts, object, 'FailedCreate');
  if (refused !== undefined)
    return {
      words: `its Job cannot be created: ${plain(refused.message ?? '')}`,
      confidence: 'certain',
      evidence: [eventEvidence(object, refused)],
      remedies: [
        {
          title: 'Remove what refuses the Job',
          command: kubectl(object.namespace, 'describe', 'cronjob', object.name),
          action: null,
        },
      ],
      // The refusal itself is told of the CronJob.
      follows: [object],
    };
  if (startingDeadlineSeconds !== undefined && startingDeadlineSeconds < leastDeadline)
    return {
      words: `startingDeadlineSeconds ${startingDeadlineSeconds} is shorter than the ${leastDeadline} s in which a run can be late`,
      confidence: 'likely',
      evidence: [specEvidence(object, `startingDeadlineSeconds: ${startingDeadlineSeconds}`)],
      remedies: [
        {
          title: `Set startingDeadlineSeconds to more than ${leastDeadline}, or leave it out`,
          command: edit,
          action: null,
        },
      ],
    };
  const [many] = eventsOf(facts, object, 'TooManyMissedTimes', 'FailedNeedsStart');
  if (many !== undefined)
    return {
      words: 'it has missed so many start times that its controller gave up',
      confidence: 'certain',
      evidence: [eventEvidence(object, many)],
      remedies: [{ title: 'Set startingDeadlineSeconds, 200 for instance', command: edit, action: null }],
    };
  const [late] = eventsOf(facts, object, 'MissSchedule');
  if (late !== undefined)
    return {
      words: `its controller came later than startingDeadlineSeconds ${startingDeadlineSeconds ?? ''} allows`,
      confidence: 'certain',
      evidence: [eventEvidence(object, late)],
      remedies: [{ title: 'Raise startingDeadlineSeconds', command: edit, action: null }],
    };
  const manager = controllerManagerOf(facts);
  return {
    words: manager.words,
    confidence: manager.isDown ? 'likely' : 'possible',
    evidence: [...manager.evidence, statusEvidence(object, `first missed run: ${since}`, since)],
    remedies: [],
    follows: manager.follows,
  };
};

export const cronjobMissed: Cause = {
  id: 'cronjob-missed',
  title: 'A CronJob has missed its runs',
  rulesOut: 'CronJob runs',
  signal:
    'Runs that were due by schedule and timeZone since lastScheduleTime (or since the CronJob was written) were not started within two minutes. The events FailedCreate, TooManyMissedTimes and MissSchedule or a short startingDeadlineSeconds say why; else the controller-manager may not act.',
  looksAt: ['CronJob', 'Job', 'Event'],
  about: ['CronJob'],
  look: (facts) =>
    cronJobsOf(facts).flatMap((cron) => {
      const { suspend, concurrencyPolicy } = cron.spec ?? {};
      const runs = suspend === true ? [] : missedRuns(facts, cron);
      const waits = concurrencyPolicy === 'Forbid' && jobsOfCron(facts, cron).some(isActive);
      const isLeaving = facts.objects.Namespace.some(
        ({ metadata }) =>
          metadata?.name === cron.metadata?.namespace && metadata?.deletionTimestamp !== undefined,
      );
      // A run that is still there would say why the next one has not begun.
      if (runs.length === 0 || waits || isLeaving || !couldSee(facts, 'Job')) return [];
      const object = refOf('CronJob', cron);
      const { lastScheduleTime } = cron.status ?? {};
      const { words, evidence, follows, ...reason } = reasonOf(facts, cron, runs);
      const missed = `CronJob ${object.name} has ${lastScheduleTime === undefined ? 'never run' : 'not run'} although ${runsCounted(runs)} ${runs.length === 1 ? 'was' : 'were'} due`;
      return [
        {
          ...reason,
          severity: 'warning',
          object,
          summary: `${missed}: ${words}`,
          effect: missed,
          evidence: [
            specEvidence(
              object,
              `schedule: ${cron.spec?.schedule ?? ''}${cron.spec?.timeZone === undefined ? '' : `, timeZone: ${cron.spec.timeZone}`}`,
            ),
            statusEvidence(
              object,
              `lastScheduleTime: ${lastScheduleTime ?? 'not set'}`,
              lastScheduleTime ?? null,
            ),
            ...evidence,
          ],
          ...(follows === undefined ? {} : { follows }),
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};

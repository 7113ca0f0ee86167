import type { Evidence, Remedy } from '../answer.ts';
import { isTimeZone, readSchedule } from '../facts/cron-schedules.ts';
import { cronJobsOf } from '../facts/cronjobs.ts';
import type { CronJob } from '../facts/cronjobs.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nearest } from '../facts/near.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

type Fault = { words: string; quoted: string; confidence: Found['confidence']; remedy: string };

const zoneFault = (zone: string): Fault => {
  const [near] = nearest(zone, Intl.supportedValuesOf('timeZone'), 1);
  return {
    words: `there is no time zone ${zone}${near === undefined ? '' : `; ${near} is one`}`,
    quoted: `timeZone: ${zone}`,
    confidence: 'likely',
    remedy: 'Name a time zone of the IANA database, such as Europe/Berlin or Etc/UTC',
  };
};

const faultOf = (facts: Facts, { spec }: CronJob): Fault | undefined => {
  const { schedule = '', timeZone, startingDeadlineSeconds } = spec ?? {};
  if (timeZone !== undefined && !isTimeZone(timeZone)) return zoneFault(timeZone);
  const read = readSchedule(schedule, timeZone);
  const quoted = `schedule: ${schedule}`;
  if (!read.ok)
    return {
      words: `its schedule ${schedule} cannot be read: ${read.complaint}`,
      quoted,
      confidence: 'likely',
      remedy: 'Write five fields: minute, hour, day of the month, month, day of the week',
    };
  if (read.schedule.after(Date.parse(facts.now)) === null)
    return {
      words: `its schedule ${schedule} names a date that does not exist`,
      quoted,
      confidence: 'likely',
      remedy: 'Name a day that the month has',
    };
  if (startingDeadlineSeconds !== undefined && startingDeadlineSeconds < 0)
    return {
      words: `its startingDeadlineSeconds is ${startingDeadlineSeconds}, and must not be negative`,
      quoted: `startingDeadlineSeconds: ${startingDeadlineSeconds}`,
      confidence: 'certain',
      remedy: 'Set it to 10 or more, or leave it out',
    };
  return undefined;
};

export const cronjobScheduleInvalid: Cause = {
  id: 'cronjob-schedule-invalid',
  title: 'The schedule of a CronJob never comes or cannot be read',
  rulesOut: 'CronJob schedules',
  signal:
    'schedule, timeZone or startingDeadlineSeconds of the CronJob do not parse, or name a date that does not exist; the events UnparseableSchedule, InvalidSchedule and UnknownTimeZone say so.',
  looksAt: ['CronJob', 'Event'],
  about: ['CronJob'],
  look: (facts) =>
    cronJobsOf(facts).flatMap((cron) => {
      const object = refOf('CronJob', cron);
      const fault = faultOf(facts, cron);
      if (fault === undefined || cron.spec?.schedule === undefined) return [];
      const [event] = eventsOf(
        facts,
        object,
        'UnparseableSchedule',
        'UnParseableCronJobSchedule',
        'InvalidSchedule',
        'UnknownTimeZone',
      );
      const evidence: Evidence[] = [
        specEvidence(object, fault.quoted),
        ...(event === undefined ? [] : [eventEvidence(object, event)]),
      ];
      const remedies: Remedy[] = [
        {
          title: fault.remedy,
          command: kubectl(object.namespace, 'edit', 'cronjob', object.name),
          action: null,
        },
      ];
      return [
        {
          severity: 'critical',
          confidence: event === undefined ? fault.confidence : 'certain',
          object,
          summary: `CronJob ${object.name} never runs: ${fault.words}`,
          evidence,
          remedies,
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};

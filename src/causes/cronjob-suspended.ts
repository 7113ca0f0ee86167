import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const cronjobSuspended: Cause = {
  id: 'cronjob-suspended',
  title: 'CronJob is suspended',
  rulesOut: 'CronJob suspension',
  signal: 'The CronJob has `spec.suspend: true`.',
  looksAt: ['CronJob'],
  about: ['CronJob'],
  look: (facts) =>
    facts.objects.CronJob.filter(({ spec }) => spec?.suspend === true).map((cron) => {
      const object = refOf('CronJob', cron);
      const last = cron.status?.lastScheduleTime;
      const by = cron.metadata?.managedFields?.find(({ subresource }) => subresource === undefined);
      return {
        severity: 'warning',
        confidence: 'certain',
        object,
        summary: `CronJob ${object.name} is suspended: it has ${last === undefined ? 'never run, and does not run until it is resumed' : `not run since (last at ${last})`}`,
        evidence: [
          specEvidence(object, `suspend: true, schedule: ${cron.spec?.schedule ?? ''}`),
          statusEvidence(
            object,
            last === undefined ? 'lastScheduleTime is not set' : `lastScheduleTime: ${last}`,
            last ?? null,
          ),
          ...(by?.manager === undefined
            ? []
            : [
                specEvidence(
                  object,
                  `last written by ${by.manager}${by.time === undefined ? '' : ` at ${by.time}`}`,
                ),
              ]),
        ],
        remedies: [
          {
            title: 'Resume it',
            command: kubectl(
              object.namespace,
              'patch',
              'cronjob',
              object.name,
              '-p',
              '{"spec":{"suspend":false}}',
            ),
            action: null,
          },
        ],
        fingerprint: `${object.namespace ?? ''}/${object.name}`,
      };
    }),
};

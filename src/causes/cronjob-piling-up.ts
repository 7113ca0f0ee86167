import { cronJobsOf, pileOf } from '../facts/cronjobs.ts';
import { span } from '../facts/durations.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { podsOfJob } from '../facts/jobs.ts';
import { kubectlPatch } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import { runningWords } from '../facts/run-words.ts';
import type { Cause } from './cause.ts';

export const cronjobPilingUp: Cause = {
  id: 'cronjob-piling-up',
  title: 'Runs of a CronJob pile up because they do not end',
  rulesOut: 'CronJob runs',
  signal:
    'concurrencyPolicy is Allow and several Jobs of the CronJob are active at once: three or more, the oldest of which lasts longer than three times the longest that ended; or five or more, and none has ended since the oldest began.',
  looksAt: ['CronJob', 'Job', 'Pod', 'logs'],
  about: ['CronJob'],
  look: (facts) =>
    cronJobsOf(facts).flatMap((cron) => {
      const pile = pileOf(facts, cron);
      if (pile === null) return [];
      const { active, oldest, began, usual } = pile;
      const object = refOf('CronJob', cron);
      const job = refOf('Job', oldest);
      const lasts = span(Date.parse(facts.now) - Date.parse(began));
      const ended =
        usual === undefined
          ? `none has ended in ${lasts}`
          : `the oldest lasts ${lasts}, and none before took longer than ${span(usual)}`;
      const piled = `${active.length} runs of CronJob ${object.name} are active at once and ${ended}`;
      const words = runningWords(facts, oldest);
      const last = words[0] === undefined ? '' : `; last line: ${words[0].last}`;
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          object,
          summary: `${piled}${last}`,
          brief: piled,
          effect: `${active.length} runs of CronJob ${object.name} are active at once`,
          evidence: [
            specEvidence(
              object,
              `concurrencyPolicy: ${cron.spec?.concurrencyPolicy ?? 'Allow'}, schedule: ${cron.spec?.schedule ?? ''}`,
            ),
            statusEvidence(
              object,
              `lastSuccessfulTime: ${cron.status?.lastSuccessfulTime ?? 'not set'}, active: ${active.length}`,
            ),
            statusEvidence(job, `active: ${oldest.status?.active ?? 0}, startTime: ${began}`, began),
            ...words.slice(0, 1).map(({ evidence }) => evidence),
          ],
          remedies: [
            {
              title:
                'Find out what the runs wait for, and set activeDeadlineSeconds in jobTemplate and concurrencyPolicy Forbid',
              command: kubectlPatch(object, { spec: { concurrencyPolicy: 'Forbid' } }),
              action: null,
            },
          ],
          follows: [job, ...podsOfJob(facts, oldest).map((pod) => refOf('Pod', pod))],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};

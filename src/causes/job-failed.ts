import { counted } from '../facts/counts.ts';
import { statusEvidence, specEvidence } from '../facts/evidence.ts';
import { failedCondition, isSuperseded, podsOfJob } from '../facts/jobs.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

const words: { [reason: string]: string } = {
  BackoffLimitExceeded: 'is out of retries',
  DeadlineExceeded: 'ran longer than activeDeadlineSeconds allows',
  PodFailurePolicy: 'was ended by its podFailurePolicy',
  FailedIndexes: 'has failed indexes',
  MaxFailedIndexesExceeded: 'has more failed indexes than it allows',
};

export const jobFailed: Cause = {
  id: 'job-failed',
  title: 'Job has failed for good',
  rulesOut: 'Job retries',
  signal:
    'The Job has the condition Failed, with its reason: BackoffLimitExceeded, DeadlineExceeded or PodFailurePolicy.',
  looksAt: ['Job', 'Pod'],
  about: ['Job', 'CronJob'],
  look: (facts) =>
    facts.objects.Job.flatMap((job) => {
      const condition = failedCondition(job);
      if (condition === undefined || isSuperseded(facts, job)) return [];
      const object = refOf('Job', job);
      const { reason = '' } = condition;
      const what = `Job ${object.name} ${words[reason] ?? 'has failed'} (${reason})`;
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: `${what} after ${counted(job.status?.failed ?? 0, 'failed pod')}`,
          effect: what,
          evidence: [
            statusEvidence(
              object,
              `Failed: ${reason}: ${condition.message ?? ''}`,
              condition.lastTransitionTime ?? null,
            ),
            specEvidence(
              object,
              `backoffLimit: ${job.spec?.backoffLimit ?? 6}${job.spec?.activeDeadlineSeconds === undefined ? '' : `, activeDeadlineSeconds: ${job.spec.activeDeadlineSeconds}`}`,
            ),
          ],
          remedies: [
            {
              title: 'Mend the cause, then create the Job anew: a failed Job does not run again',
              command: kubectl(object.namespace, 'describe', 'job', object.name),
              action: null,
            },
          ],
          follows: podsOfJob(facts, job).map((pod) => refOf('Pod', pod)),
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};

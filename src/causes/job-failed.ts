import type { Evidence } from '../answer.ts';
import { wasListed } from '../facts/absence.ts';
import { counted } from '../facts/counts.ts';
import { eventEvidence } from '../facts/events.ts';
import type { ApiEvent } from '../facts/events.ts';
import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { unreadWords } from '../facts/gaps.ts';
import { failureOf, isSuperseded, eventsOfPodFamily, podsOfJob } from '../facts/jobs.ts';
import type { JobFailure } from '../facts/jobs.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { ObjectOf } from '../facts/objects.ts';
import { refOf } from '../facts/refs.ts';
import { bracketed } from '../facts/sentences.ts';
import type { Cause } from './cause.ts';

type Job = ObjectOf['Job'];

const sentenceAtMost = 110;

/** Why a Job has failed, by its reason: https://kubernetes.io/docs/concepts/workloads/controllers/job/#handling-pod-and-container-failures */
const wordsOf = ({ spec, status }: Job, { reason, message }: JobFailure): string => {
  const failed = status?.failed ?? 0;
  const after = failed === 0 ? '' : ` after ${counted(failed, 'failed pod')}`;
  const indexes = status?.failedIndexes === undefined ? '' : ` at index ${status.failedIndexes}`;
  const why = bracketed(reason);
  switch (reason) {
    case 'BackoffLimitExceeded':
      return `is out of retries${why}${after}`;
    case 'DeadlineExceeded': {
      const { activeDeadlineSeconds: seconds } = spec ?? {};
      return `ran longer than its activeDeadlineSeconds${seconds === undefined ? '' : ` ${seconds}`} allows${why}`;
    }
    case 'PodFailurePolicy': {
      const [, container, code = '', rule = ''] =
        /Container (\S+) for pod \S+ failed with exit code (\d+) matching \w+ rule at index (\d+)/.exec(
          message,
        ) ?? [];
      return container === undefined
        ? `was ended by its podFailurePolicy${why}${after}`
        : `was ended by rule ${rule} of its podFailurePolicy: container ${container} exits with code ${code}${why}`;
    }
    case 'FailedIndexes':
      return `has failed${indexes}${spec?.completions === undefined ? '' : ` (of ${spec.completions})`}${why}`;
    case 'MaxFailedIndexesExceeded': {
      const { maxFailedIndexes: most } = spec ?? {};
      return `has failed${indexes}${most === undefined ? '' : `, and maxFailedIndexes is ${most}`}${why}`;
    }
    default:
      return `has failed${why}${after}`;
  }
};

const limitsOf = ({ spec }: Job): string =>
  (
    [
      ['backoffLimit', spec?.backoffLimitPerIndex === undefined ? (spec?.backoffLimit ?? 6) : undefined],
      ['backoffLimitPerIndex', spec?.backoffLimitPerIndex],
      ['maxFailedIndexes', spec?.maxFailedIndexes],
      ['activeDeadlineSeconds', spec?.activeDeadlineSeconds],
      ['restartPolicy', spec?.template?.spec?.restartPolicy],
    ] as const
  )
    .flatMap(([field, value]) => (value === undefined ? [] : [`${field}: ${value}`]))
    .join(', ');

const cut = (text: string): string =>
  text.length > sentenceAtMost ? `${text.slice(0, sentenceAtMost - 1)}…` : text;

/** What the kubelet tells while it ends a pod says nothing of why. */
const ending = ['Killing', 'BackOff', 'ExceededGracePeriod'];

/** What is known of pods that are not there: `deleted`, or only not read. */
type Unseen = { deleted: boolean; words: string; evidence: Evidence[] };

/** What is left of pods that are not there: their last event, for as long as events are kept. */
const unseenPods = (facts: Facts, job: Job, reason: string): Unseen => {
  if (podsOfJob(facts, job).length > 0) return { deleted: false, words: '', evidence: [] };
  const deleted = wasListed(facts, 'Pod', job.metadata?.namespace ?? null);
  const events = eventsOfPodFamily(facts, job);
  // `Error: ImagePullBackOff` says less than the failure before it.
  const telling = events.filter(
    ({ reason: one = '', message = '' }) => !ending.includes(one) && !message.startsWith('Error: '),
  );
  const last = telling.find(({ type }) => type === 'Warning') ?? telling[0];
  const quoted = (event: ApiEvent): Evidence =>
    eventEvidence(
      { kind: 'Pod', namespace: job.metadata?.namespace ?? null, name: event.involvedObject?.name ?? '' },
      event,
    );
  // A pod that ran and failed says why in its log alone; one that ran out of time may never have started.
  if (
    reason === 'DeadlineExceeded' &&
    last !== undefined &&
    !events.some((event) => event.reason === 'Started')
  )
    return {
      deleted,
      words: `; its ${deleted ? 'deleted ' : ''}pod had not started: ${cut((last.message ?? '').trim())}`,
      evidence: [quoted(last)],
    };
  return {
    deleted,
    words: deleted
      ? '; its pods are deleted, and their logs with them'
      : `; its pods, which would say why, ${unreadWords(facts)}`,
    evidence: events.slice(0, 1).map(quoted),
  };
};

export const jobFailed: Cause = {
  id: 'job-failed',
  title: 'Job has failed for good',
  rulesOut: 'Jobs',
  signal:
    'The Job has the condition Failed, with its reason: BackoffLimitExceeded, DeadlineExceeded, PodFailurePolicy, FailedIndexes or MaxFailedIndexesExceeded. Where its pods are deleted, their events tell what is left to tell.',
  looksAt: ['Job', 'Pod'],
  about: ['Job', 'CronJob'],
  look: (facts) =>
    facts.objects.Job.flatMap((job) => {
      const failure = failureOf(facts, job);
      if (failure === undefined || isSuperseded(facts, job)) return [];
      const object = refOf('Job', job);
      const what = `Job ${object.name} ${wordsOf(job, failure)}`;
      const unseen = unseenPods(facts, job, failure.reason);
      const lostLogs = unseen.deleted && job.spec?.template?.spec?.restartPolicy === 'OnFailure';
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: `${what}${unseen.words}`,
          // Of a container that a rule names, the finding of its pod says how it ends.
          effect: what.replace(/: container \S+ exits with code \d+ \(\w+\)$/, ''),
          evidence: [failure.evidence, specEvidence(object, limitsOf(job)), ...unseen.evidence],
          remedies: [
            {
              title: lostLogs
                ? 'Run it again with restartPolicy Never, which keeps the pods that failed and their logs'
                : 'Mend the cause, then create the Job anew: a failed Job does not run again',
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

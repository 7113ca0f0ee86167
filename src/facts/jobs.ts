import type { Evidence } from '../answer.ts';
import { eventEvidence, eventsOf, seenAt } from './events.ts';
import type { ApiEvent } from './events.ts';
import { statusEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import type { ObjectOf, Pod } from './objects.ts';
import { controllerOf } from './pods.ts';
import { refOf } from './refs.ts';
import { clauses } from './sentences.ts';

type Job = ObjectOf['Job'];

export const jobOf = (facts: Facts, pod: Pod): Job | undefined => {
  const owner = controllerOf(pod);
  return owner?.kind === 'Job' ? facts.objects.Job.find((job) => job.metadata?.uid === owner.uid) : undefined;
};

const condition = (job: Job, type: string) =>
  job.status?.conditions?.find((one) => one.type === type && one.status === 'True');

/** The condition that says a Job has failed for good, with its reason: `BackoffLimitExceeded`, `DeadlineExceeded`, … */
export const failedCondition = (job: Job) => condition(job, 'Failed') ?? condition(job, 'FailureTarget');

/** A Job that reached its goal is green, however many of its pods failed before. */
export const isComplete = (job: Job): boolean =>
  (condition(job, 'Complete') ?? condition(job, 'SuccessCriteriaMet')) !== undefined;

/** That a Job has failed for good, and why: by its condition, or by the event that says the same. */
export type JobFailure = { reason: string; message: string; evidence: Evidence };

/** An event names a Job that may since have been made anew under the same name. */
const isAbout = ({ involvedObject }: ApiEvent, { metadata }: Job): boolean =>
  involvedObject?.uid === undefined || metadata?.uid === undefined || involvedObject.uid === metadata.uid;

/** The failure of a Job; undefined where it has not failed, or not for good. */
export const failureOf = (facts: Facts, job: Job): JobFailure | undefined => {
  const ref = refOf('Job', job);
  const failed = failedCondition(job);
  if (failed !== undefined) {
    const { reason = '', message = '', lastTransitionTime } = failed;
    return {
      reason,
      message,
      evidence: statusEvidence(ref, clauses('Failed', reason, message), lastTransitionTime ?? null),
    };
  }
  if (isComplete(job)) return undefined;
  const event = eventsOf(facts, ref, 'BackoffLimitExceeded', 'DeadlineExceeded').find((one) =>
    isAbout(one, job),
  );
  return event === undefined
    ? undefined
    : { reason: event.reason ?? '', message: event.message ?? '', evidence: eventEvidence(ref, event) };
};

const podsByOwner = once((facts: Facts): Map<string, Pod[]> =>
  Map.groupBy(facts.objects.Pod, (pod) => controllerOf(pod)?.uid ?? ''),
);

export const podsOfJob = (facts: Facts, job: Job): Pod[] =>
  job.metadata?.uid === undefined ? [] : (podsByOwner(facts).get(job.metadata.uid) ?? []);

const eventsByFamily = once((facts: Facts): Map<string, ApiEvent[]> =>
  Map.groupBy(
    facts.objects.Event.filter(({ involvedObject }) => involvedObject?.kind === 'Pod'),
    ({ involvedObject }) =>
      `${involvedObject?.namespace ?? ''}/${(involvedObject?.name ?? '').replace(/(?:-\d+)?-[^-]+$/, '')}`,
  ),
);

/** The events about pods of a Job, newest first: they outlive the pods. */
export const eventsOfPodFamily = (facts: Facts, { metadata }: Job): ApiEvent[] =>
  (eventsByFamily(facts).get(`${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`) ?? [])
    .filter((event) => (seenAt(event) ?? '') >= (metadata?.creationTimestamp ?? ''))
    .toSorted((a, b) => (seenAt(b) ?? '').localeCompare(seenAt(a) ?? ''));

/** A run of a CronJob that failed before a later run went well: history, not news. */
export const isSuperseded = (facts: Facts, job: Job): boolean => {
  const owner = controllerOf(job);
  if (owner?.kind !== 'CronJob') return false;
  const born = job.metadata?.creationTimestamp ?? '';
  return facts.objects.Job.some(
    (other) =>
      controllerOf(other)?.uid === owner.uid &&
      (other.metadata?.creationTimestamp ?? '') > born &&
      isComplete(other),
  );
};

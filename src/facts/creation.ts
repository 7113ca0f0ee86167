import type { Evidence, ObjectRef } from '../answer.ts';
import { eventEvidence, eventsOf, seenAt } from './events.ts';
import { statusEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { failedCondition, isComplete } from './jobs.ts';
import { once } from './memo.ts';
import type { Metadata, ObjectOf, WorkloadCondition } from './objects.ts';
import { controllerOf } from './pods.ts';
import { refOf } from './refs.ts';
import { deploymentOf, isEarlier, revisionsOf } from './revisions.ts';

/** A controller for which the API server does not take what it makes, and the server's sentence without its frame. */
export type RefusedCreation = {
  /** The owner that people know: the Deployment, the CronJob. */
  object: ObjectRef;
  creator: ObjectRef;
  /** What is not created, as sentences name it. */
  what: 'pods' | 'its Job' | 'its ReplicaSet' | 'a claim of its pods';
  sentence: string;
  wanted: number;
  present: number;
  /** Pods of the owner beside those: of earlier revisions, or of tries that have ended. */
  others: number;
  evidence: Evidence[];
};

type Creator = {
  ref: ObjectRef;
  metadata: Metadata | undefined;
  wanted: number;
  present: number;
  others?: number;
  /** A condition that says that creating fails, for kinds that have one: it goes when creating works. */
  failure?: { type: string; reason?: string | undefined; message?: string | undefined; at: string | null };
};

const failureIn = (
  conditions: readonly WorkloadCondition[] = [],
  is: (condition: WorkloadCondition) => boolean,
): Pick<Creator, 'failure'> => {
  const found = conditions.find(is);
  if (found === undefined) return {};
  const { type = '', reason, message, lastTransitionTime } = found;
  return { failure: { type, reason, message, at: lastTransitionTime ?? null } };
};

const isReplicaFailure = ({ type, status }: WorkloadCondition): boolean =>
  type === 'ReplicaFailure' && status === 'True';

/** The pods that earlier revisions of the same Deployment still have. */
const earlierPods = (facts: Facts, metadata: Metadata | undefined): number => {
  const deployment = deploymentOf(facts, { metadata });
  return (deployment === undefined ? [] : revisionsOf(facts, deployment))
    .filter(({ set }) => set.metadata?.uid !== metadata?.uid)
    .reduce((sum, { set }) => sum + (set.status?.replicas ?? 0), 0);
};

/** What an earlier revision cannot make does not keep the newest from coming. */
const ofSets = (facts: Facts): Creator[] =>
  (['ReplicaSet', 'ReplicationController'] as const).flatMap((kind) =>
    (kind === 'ReplicaSet'
      ? facts.objects.ReplicaSet.filter((set) => !isEarlier(facts, set))
      : facts.objects[kind]
    ).map(({ metadata, spec, status }) => ({
      ref: refOf(kind, { metadata }),
      metadata,
      wanted: spec?.replicas ?? 1,
      present: status?.replicas ?? 0,
      others: kind === 'ReplicaSet' ? earlierPods(facts, metadata) : 0,
      ...failureIn(status?.conditions, isReplicaFailure),
    })),
  );

const jobWants = ({ spec, status }: ObjectOf['Job']): number =>
  Math.min(
    spec?.parallelism ?? 1,
    spec?.completions === undefined ? Infinity : spec.completions - (status?.succeeded ?? 0),
  );

const ofOthers = (facts: Facts): Creator[] => [
  ...facts.objects.StatefulSet.map(({ metadata, spec, status }) => ({
    ref: refOf('StatefulSet', { metadata }),
    metadata,
    wanted: spec?.replicas ?? 1,
    present: status?.replicas ?? 0,
  })),
  ...facts.objects.DaemonSet.map(({ metadata, status }) => ({
    ref: refOf('DaemonSet', { metadata }),
    metadata,
    wanted: status?.desiredNumberScheduled ?? 0,
    present: status?.currentNumberScheduled ?? 0,
  })),
  ...facts.objects.Job.filter(
    (job) => !isComplete(job) && failedCondition(job) === undefined && job.spec?.suspend !== true,
  ).map((job) => ({
    ref: refOf('Job', job),
    metadata: job.metadata,
    wanted: jobWants(job),
    present: job.status?.active ?? 0,
    others: (job.status?.failed ?? 0) + (job.status?.succeeded ?? 0),
  })),
  ...facts.objects.CronJob.filter(({ spec }) => spec?.suspend !== true).map(({ metadata, status }) => ({
    ref: refOf('CronJob', { metadata }),
    metadata,
    wanted: 1,
    present: (status?.active ?? []).length > 0 ? 1 : 0,
  })),
];

/** A Deployment that cannot even make its ReplicaSet. */
const ofDeployments = (facts: Facts): Creator[] =>
  facts.objects.Deployment.map(({ metadata, spec, status }) => ({
    ref: refOf('Deployment', { metadata }),
    metadata,
    wanted: spec?.replicas ?? 1,
    present: status?.updatedReplicas ?? 0,
    ...failureIn(
      status?.conditions,
      ({ type, reason }) => type === 'Progressing' && reason === 'ReplicaSetCreateError',
    ),
  })).filter(({ failure }) => failure !== undefined);

const frames = [
  /^\(combined from similar events\): /,
  /^(?:error creating(?: job)?|create pod \S+ in statefulset \S+ failed error|create claim \S+ for pod \S+ in statefulset \S+ failed error|failed to create new replica set "[^"]*"): /i,
  /^Internal error occurred: /,
  /^(?:pods|replicasets\.apps|jobs\.batch|persistentvolumeclaims) "[^"]*" is forbidden: /,
];

/** What the API server said, without the frames that controllers and it put around. */
export const bareRefusal = (sentence: string): string =>
  frames.reduce((text, frame) => text.replace(frame, ''), sentence.trim());

const whatOf = ({ kind }: ObjectRef, sentence: string): RefusedCreation['what'] => {
  if (kind === 'CronJob') return 'its Job';
  if (kind === 'Deployment') return 'its ReplicaSet';
  return /create claim /i.test(sentence) ? 'a claim of its pods' : 'pods';
};

/** An event stays for an hour: it counts only while pods are missing and nothing was created after it. */
const refusalOf = (facts: Facts, creator: Creator): RefusedCreation[] => {
  const { ref, metadata, wanted, present, others = 0, failure } = creator;
  const [event] = eventsOf(facts, ref, 'FailedCreate', 'ReplicaSetCreateError');
  const [success] = eventsOf(facts, ref, 'SuccessfulCreate');
  const overtaken =
    event !== undefined && success !== undefined && (seenAt(success) ?? '') > (seenAt(event) ?? '');
  const sentence = failure?.message ?? (overtaken ? undefined : event?.message);
  if (sentence === undefined || present >= wanted || metadata?.deletionTimestamp !== undefined) return [];
  const above = controllerOf({ metadata });
  const object = above === undefined ? ref : { kind: above.kind, namespace: ref.namespace, name: above.name };
  const evidence = [
    ...(failure === undefined
      ? []
      : [
          statusEvidence(
            ref,
            `${failure.type}: ${failure.reason ?? ''}: ${failure.message ?? ''}`,
            failure.at,
          ),
        ]),
    ...(event === undefined || overtaken ? [] : [eventEvidence(ref, event)]),
  ];
  return [
    {
      object,
      creator: ref,
      what: whatOf(ref, sentence),
      sentence: bareRefusal(sentence),
      wanted,
      present,
      others,
      evidence,
    },
  ];
};

/** Everything that controllers try to make and the API server does not take. */
export const refusedCreations = once((facts: Facts): RefusedCreation[] =>
  [...ofDeployments(facts), ...ofSets(facts), ...ofOthers(facts)].flatMap((creator) =>
    refusalOf(facts, creator),
  ),
);

/** What a refusal leads to, to go on after its reason: `0 of 3 pods of Deployment web exist`. */
export const lackOf = ({ object, creator, what, present, wanted, others }: RefusedCreation): string => {
  if (what === 'its Job' || what === 'its ReplicaSet')
    return `${object.kind} ${object.name} cannot create ${what}`;
  const owner = creator.kind === 'Job' ? `Job ${creator.name}` : `${object.kind} ${object.name}`;
  if (others > 0 && present === 0)
    return creator.kind === 'Job'
      ? `no further pod of ${owner} is made`
      : `no new pod of ${owner} is made beside its ${others === 1 ? 'old one' : `${others} old ones`}`;
  return wanted === 1
    ? `the pod of ${owner} does not exist`
    : `${present} of ${wanted} ${others > 0 ? 'new ' : ''}pods of ${owner} ${present === 1 ? 'exists' : 'exist'}`;
};

import type { Evidence, ObjectRef } from '../answer.ts';
import { wasListed } from './absence.ts';
import { statusEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { failureOf, isComplete, podsOfJob } from './jobs.ts';
import type { ObjectOf } from './objects.ts';
import { controllerOf } from './pods.ts';
import { refOf } from './refs.ts';
import { revisionsOf } from './revisions.ts';
import { matches } from './selectors.ts';
import type { LabelSelector } from './selectors.ts';
import { bracketed, clauses } from './sentences.ts';

/**
 * A workload whose status counts pods that are not well, of which none could be read. `lack` goes on after its name: `has
 * 1 of 3 pods ready`. `born` is when its pods were first wanted, RFC 3339; `past`: a revision that a newer one replaces.
 */
export type UnreadPods = {
  object: ObjectRef;
  lack: string;
  none: boolean;
  past: boolean;
  born: string | undefined;
  evidence: Evidence[];
};

type Condition = {
  type?: string | undefined;
  status?: string | undefined;
  reason?: string | undefined;
  message?: string | undefined;
  lastTransitionTime?: string | undefined;
};

/** None of the pods that the selector means was read, and there can be some. */
const areUnseen = (facts: Facts, { namespace }: ObjectRef, selector: LabelSelector | undefined): boolean =>
  !wasListed(facts, 'Pod', namespace) &&
  !facts.objects.Pod.some(
    ({ metadata }) => metadata?.namespace === namespace && matches(selector, metadata?.labels),
  );

const saidOf = (object: ObjectRef, conditions: readonly Condition[] = []): Evidence[] =>
  conditions
    .filter(({ type, status }) => status === (type === 'ReplicaFailure' ? 'True' : 'False'))
    .map(({ type = '', status = '', reason, message, lastTransitionTime }) =>
      statusEvidence(
        object,
        clauses(`${type}: ${status}${bracketed(reason)}`, message),
        lastTransitionTime ?? null,
      ),
    );

const unready = (
  object: ObjectRef,
  { wanted, ready }: { wanted: number; ready: number },
  rest: { born: string | undefined; conditions?: readonly Condition[] | undefined; past?: boolean },
): UnreadPods[] =>
  ready >= wanted
    ? []
    : [
        {
          object,
          lack: `has ${ready} of ${wanted} pods ready`,
          none: ready === 0,
          past: rest.past === true,
          born: rest.born,
          evidence: [
            statusEvidence(object, `ready pods: ${ready}, wanted: ${wanted}`),
            ...saidOf(object, rest.conditions),
          ],
        },
      ];

const ofReplicated = (facts: Facts): UnreadPods[] =>
  (['Deployment', 'StatefulSet'] as const).flatMap((kind) =>
    facts.objects[kind].flatMap(({ metadata, spec, status }) => {
      const object = refOf(kind, { metadata });
      const wanted = spec?.replicas ?? 1;
      if (status === undefined || (status.replicas ?? 0) < wanted) return [];
      return areUnseen(facts, object, spec?.selector)
        ? unready(
            object,
            { wanted, ready: status.readyReplicas ?? 0 },
            { born: metadata?.creationTimestamp, conditions: status.conditions },
          )
        : [];
    }),
  );

/** The Deployment of a ReplicaSet, where it was read. */
const deploymentOf = (facts: Facts, set: ObjectOf['ReplicaSet']): ObjectOf['Deployment'] | undefined => {
  const owner = controllerOf(set);
  return facts.objects.Deployment.find(
    ({ metadata }) => metadata?.uid !== undefined && metadata.uid === owner?.uid,
  );
};

/** Of its newest revision a Deployment tells itself. */
const ofSets = (facts: Facts): UnreadPods[] =>
  facts.objects.ReplicaSet.flatMap((set) => {
    const { metadata, spec, status } = set;
    const object = refOf('ReplicaSet', set);
    const owner = deploymentOf(facts, set);
    const newest = owner === undefined ? undefined : revisionsOf(facts, owner)[0]?.set;
    if (status === undefined || newest === set || !areUnseen(facts, object, spec?.selector)) return [];
    return unready(
      object,
      { wanted: spec?.replicas ?? 1, ready: status.readyReplicas ?? 0 },
      { born: metadata?.creationTimestamp, conditions: status.conditions, past: newest !== undefined },
    );
  });

const ofDaemons = (facts: Facts): UnreadPods[] =>
  facts.objects.DaemonSet.flatMap((set) => {
    const object = refOf('DaemonSet', set);
    const { desiredNumberScheduled: wanted = 0, currentNumberScheduled, numberReady: ready = 0 } = set.status ?? {};
    const all = Math.max(currentNumberScheduled ?? wanted, ready) >= wanted;
    return all && areUnseen(facts, object, set.spec?.selector)
      ? unready(object, { wanted, ready }, { born: set.metadata?.creationTimestamp })
      : [];
  });

/** What the counts of a Job that goes on say against it: `has failed at index 0,2 (of 6) already`. */
const jobLack = ({ spec, status }: ObjectOf['Job']): string | null => {
  const { active = 0, failed = 0, failedIndexes, ready } = status ?? {};
  const runs = active === 0 ? 'none active' : `${active} active`;
  if (failedIndexes !== undefined && failedIndexes !== '')
    return `has failed at index ${failedIndexes}${bracketed(spec?.completions === undefined ? undefined : `of ${spec.completions}`)} already, with ${active === 0 ? 'no pod' : active} active`;
  if (failed > 0) return `has ${failed} failed pod${failed === 1 ? '' : 's'} and ${runs}`;
  return ready !== undefined && ready < active ? `has ${ready} of ${active} active pods ready` : null;
};

const ofJobs = (facts: Facts): UnreadPods[] =>
  facts.objects.Job.flatMap((job) => {
    const object = refOf('Job', job);
    const lack = jobLack(job);
    const ends = isComplete(job) || failureOf(facts, job) !== undefined || job.spec?.suspend === true;
    const seen = wasListed(facts, 'Pod', object.namespace) || podsOfJob(facts, job).length > 0;
    if (lack === null || ends || seen) return [];
    const { active, failed, succeeded, startTime } = job.status ?? {};
    const count = `active: ${active ?? 0}, failed: ${failed ?? 0}, succeeded: ${succeeded ?? 0}`;
    return [
      {
        object,
        lack,
        none: false,
        past: false,
        born: startTime ?? job.metadata?.creationTimestamp,
        evidence: [statusEvidence(object, count, startTime ?? null)],
      },
    ];
  });

/** The workloads whose own counts say that their pods are not well, where those could not be read. */
export const unreadPods = (facts: Facts): UnreadPods[] => [
  ...ofReplicated(facts),
  ...ofSets(facts),
  ...ofDaemons(facts),
  ...ofJobs(facts),
];

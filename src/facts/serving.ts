import type { ObjectRef } from '../answer.ts';
import { waitsForConsumer } from './claims.ts';
import { counted } from './counts.ts';
import { nextRun } from './cronjobs.ts';
import type { Facts } from './facts.ts';
import { isComplete } from './jobs.ts';
import { kinds } from './kinds.ts';
import type { Metadata } from './objects.ts';
import { controllerOf, isReady } from './pods.ts';
import { keyOf, refOf } from './refs.ts';
import type { Neighbourhood } from './related.ts';
import { backersOf, podsBehind, readyEndpoints } from './services.ts';
import { ofBudget, ofDaemonSet, ofNode, ofScaler, ofStatefulSet, scaledToNothing } from './well-words.ts';

const namedIn = <
  O extends { metadata?: { name?: string | undefined; namespace?: string | undefined } | undefined },
>(
  list: readonly O[],
  { namespace, name }: ObjectRef,
): O | undefined =>
  list.find(({ metadata }) => metadata?.name === name && (metadata.namespace ?? null) === namespace);

/** The metadata of an object of any kind that was read. */
export const metadataOf = (facts: Facts, subject: ObjectRef): Metadata | undefined => {
  const kind = kinds.find((one) => one.kind === subject.kind)?.kind;
  return kind === undefined
    ? undefined
    : namedIn<{ metadata?: Metadata | undefined }>(facts.objects[kind], subject)?.metadata;
};

const ofDeployment = (facts: Facts, subject: ObjectRef): string => {
  const deployment = namedIn(facts.objects.Deployment, subject);
  const wanted = deployment?.spec?.replicas ?? 1;
  const { updatedReplicas = 0, availableReplicas = 0, readyReplicas = 0 } = deployment?.status ?? {};
  const patience = deployment?.spec?.minReadySeconds ?? 0;
  if (wanted === 0) return `: ${scaledToNothing(facts, 'Deployment', subject)}`;
  const paused = deployment?.spec?.paused === true ? '; rollouts are paused, and no change waits' : '';
  if (updatedReplicas >= wanted && readyReplicas >= wanted && availableReplicas < wanted && patience > 0)
    return `; ${wanted - availableReplicas} of them ${wanted - availableReplicas === 1 ? 'counts' : 'count'} as available only after ${patience} s (minReadySeconds)`;
  return updatedReplicas < wanted || availableReplicas < wanted
    ? `; a rollout is in progress, ${updatedReplicas} of ${wanted} up to date and ${availableReplicas} available`
    : paused;
};

/** That a Service stands on nothing on purpose, or on a single endpoint. */
const ofService = (facts: Facts, subject: ObjectRef): string => {
  const service = namedIn(facts.objects.Service, subject);
  if (service === undefined) return '';
  if (service.spec?.type === 'ExternalName')
    return `: another name for ${service.spec.externalName ?? 'nothing'}`;
  const resting = backersOf(facts, service).filter(({ replicas }) => replicas === 0);
  const [first] = resting;
  if (first !== undefined && podsBehind(facts, service).length === 0)
    return `: it has no endpoint, as ${first.ref.kind} ${first.ref.name} behind it is scaled to 0`;
  const endpoints = readyEndpoints(facts, service);
  if (Object.keys(service.spec?.selector ?? {}).length === 0)
    return endpoints === null ? '' : `: ${counted(endpoints, 'endpoint')}, written without a selector`;
  return endpoints === 1 ? ', a single endpoint' : '';
};

/** A claim that waits for its first pod is well, and says why it is not bound. */
const claimPhase = (facts: Facts, subject: ObjectRef): string => {
  const claim = namedIn(facts.objects.PersistentVolumeClaim, subject);
  const phase = claim?.status?.phase ?? 'no phase yet';
  return claim !== undefined && waitsForConsumer(facts, claim)
    ? 'it gets its volume when a pod mounts it (WaitForFirstConsumer)'
    : phase;
};

/** What a healthy answer adds about an object that is not counted in pods. */
const alone = (facts: Facts, subject: ObjectRef): string => {
  const leaving = metadataOf(facts, subject);
  if (leaving?.deletionTimestamp !== undefined && subject.kind !== 'Pod') {
    const { finalizers = [] } = leaving;
    return finalizers.length === 0 ? '' : `; it waits for ${finalizers.join(', ')}`;
  }
  switch (subject.kind) {
    case 'Pod':
      return namedIn(facts.objects.Pod, subject)?.status?.phase === 'Succeeded' ? ': it ran to its end' : '';
    case 'Deployment':
      return ofDeployment(facts, subject);
    case 'StatefulSet':
      return ofStatefulSet(facts, subject);
    case 'DaemonSet':
      return ofDaemonSet(facts, subject);
    case 'HorizontalPodAutoscaler':
      return ofScaler(facts, subject);
    case 'PodDisruptionBudget':
      return ofBudget(facts, subject);
    case 'Job': {
      const job = namedIn(facts.objects.Job, subject);
      const { succeeded = 0, failed = 0, active = 0 } = job?.status ?? {};
      const tries = failed === 0 ? '' : ` after ${failed} failed`;
      return job !== undefined && isComplete(job)
        ? `: complete, ${succeeded} succeeded${tries}`
        : `: ${active} running${tries}`;
    }
    case 'CronJob': {
      const cron = namedIn(facts.objects.CronJob, subject);
      const last = cron?.status?.lastScheduleTime;
      const next = cron === undefined ? null : nextRun(facts, cron);
      return `: schedule ${cron?.spec?.schedule ?? ''}, ${last === undefined ? 'no run yet' : `last run ${last}`}${next === null ? '' : `, next run ${next}`}`;
    }
    case 'PersistentVolumeClaim':
      return `: ${claimPhase(facts, subject)}`;
    case 'Service':
      return ofService(facts, subject);
    case 'Node':
      return ofNode(facts, subject);
    default:
      return '';
  }
};

/** How many pods a workload is to have; 0 for any other object. */
const wantedBy = (facts: Facts, subject: ObjectRef): number => {
  const kind = (['Deployment', 'StatefulSet', 'ReplicaSet'] as const).find((one) => one === subject.kind);
  return kind === undefined ? 0 : (namedIn(facts.objects[kind], subject)?.spec?.replicas ?? 1);
};

export type Serving = { ready: number; total: number; words: string };

/** How many pods of an object are ready, and the words a healthy answer ends with: `: 2 of 2 pods ready`. */
export const serving = (facts: Facts, subject: ObjectRef, { below }: Neighbourhood): Serving => {
  const pods =
    subject.kind === 'Node'
      ? []
      : facts.objects.Pod.filter(
          (pod) =>
            below.has(keyOf(refOf('Pod', pod))) &&
            pod.metadata?.deletionTimestamp === undefined &&
            controllerOf(pod)?.kind !== 'Job' &&
            pod.status?.phase !== 'Succeeded',
        );
  const ready = pods.filter(isReady).length;
  const total = Math.max(pods.length, pods.length === 0 ? 0 : wantedBy(facts, subject));
  const podWords = total === 0 ? '' : `: ${ready} of ${total} pods ready`;
  return { ready, total, words: `${podWords}${alone(facts, subject)}` };
};

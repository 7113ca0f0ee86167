import type { ObjectRef } from '../answer.ts';
import { waitsForConsumer } from './claims.ts';
import type { Facts } from './facts.ts';
import { isComplete } from './jobs.ts';
import { isManifest } from './manifest.ts';
import { nodeCondition } from './nodes.ts';
import type { KindName, ObjectOf } from './objects.ts';
import { outsideByRef } from './outside/refs.ts';
import { isReady } from './pods.ts';
import { keyOf, refOf } from './refs.ts';
import { backersOf, podsBehind, readyEndpoints } from './services.ts';
import { unheld } from './unheld.ts';

const objectOf = <K extends KindName>(facts: Facts, kind: K, subject: ObjectRef): ObjectOf[K] | undefined =>
  facts.objects[kind].find((one) => keyOf(refOf(kind, one)) === keyOf(subject));

const replicated = ['Deployment', 'StatefulSet', 'ReplicaSet'] as const;

const hasItsReplicas = (facts: Facts, kind: (typeof replicated)[number], subject: ObjectRef): boolean => {
  const object = objectOf(facts, kind, subject);
  const wanted = object?.spec?.replicas ?? 1;
  return object?.status !== undefined && (object.status.readyReplicas ?? 0) >= wanted;
};

const serves = (facts: Facts, subject: ObjectRef): boolean => {
  const service = objectOf(facts, 'Service', subject);
  if (service === undefined) return false;
  if (service.spec?.type === 'ExternalName' || Object.keys(service.spec?.selector ?? {}).length === 0)
    return true;
  if ((readyEndpoints(facts, service) ?? 0) > 0 || podsBehind(facts, service).some(isReady)) return true;
  const backers = backersOf(facts, service);
  return (
    backers.length > 0 &&
    backers.every(({ replicas }) => replicas === 0) &&
    podsBehind(facts, service).length === 0
  );
};

/** Files hold neither what an object names, nor a status that says how it is. */
const isUnresolved = (facts: Facts, subject: ObjectRef): boolean => {
  const object = outsideByRef(facts, subject);
  return (
    unheld(facts).some(({ from }) => keyOf(from) === keyOf(subject)) ||
    (object !== undefined && isManifest(object))
  );
};

/**
 * Whether an object is known to be well where the pods, Jobs or endpoints it stands on could not all be seen: by its own
 * status, which its controller writes.
 */
const isWellByItself = (facts: Facts, subject: ObjectRef): boolean => {
  const kind = replicated.find((one) => one === subject.kind);
  if (kind !== undefined) return hasItsReplicas(facts, kind, subject);
  switch (subject.kind) {
    case 'DaemonSet': {
      const { desiredNumberScheduled, numberReady = 0 } = objectOf(facts, 'DaemonSet', subject)?.status ?? {};
      return desiredNumberScheduled !== undefined && numberReady >= desiredNumberScheduled;
    }
    case 'Job': {
      const job = objectOf(facts, 'Job', subject);
      return job !== undefined && (isComplete(job) || job.spec?.suspend === true);
    }
    case 'CronJob': {
      const { lastScheduleTime, lastSuccessfulTime } = objectOf(facts, 'CronJob', subject)?.status ?? {};
      return lastScheduleTime === undefined || (lastSuccessfulTime ?? '') >= lastScheduleTime;
    }
    case 'PersistentVolumeClaim': {
      const claim = objectOf(facts, 'PersistentVolumeClaim', subject);
      return claim?.status?.phase === 'Bound' || (claim !== undefined && waitsForConsumer(facts, claim));
    }
    case 'Pod': {
      const pod = objectOf(facts, 'Pod', subject);
      return pod !== undefined && (isReady(pod) || pod.status?.phase === 'Succeeded');
    }
    case 'Node': {
      const node = objectOf(facts, 'Node', subject);
      return node !== undefined && nodeCondition(node, 'Ready')?.status === 'True';
    }
    case 'Service':
      return serves(facts, subject);
    case 'Ingress':
    case 'Namespace':
    case 'ReplicationController':
      return false;
    default:
      return !isUnresolved(facts, subject);
  }
};

/** Too little was read to call the subject healthy: of files, its own status can be enough. */
export const isBlind = (facts: Facts, subject: ObjectRef): boolean => {
  const needed = facts.gaps.filter(({ kind }) => kind === subject.kind || kind === 'Pod');
  const absent = facts.gaps.some(({ failure }) => failure?.reason === 'absent');
  return (
    needed.some(({ failure }) => failure?.reason !== 'absent') || (absent && !isWellByItself(facts, subject))
  );
};

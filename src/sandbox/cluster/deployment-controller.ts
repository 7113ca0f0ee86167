import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import { isOfKind } from '../../cluster/of-kind.ts';
import type { RecordedObject } from '../../cluster/recording-format.ts';
import { kindOf } from '../../facts/kinds.ts';
import type { ObjectOf, Pod } from '../../facts/objects.ts';
import type { World } from './dispatch.ts';
import type { PodFactory } from './pod-factory.ts';
import { isReady, stamp } from './pod-status.ts';

type Deployment = RecordedObject & ObjectOf['Deployment'];
type ReplicaSet = RecordedObject & ObjectOf['ReplicaSet'];
type PodObject = RecordedObject & Pod;

const revision = 'deployment.kubernetes.io/revision';
const restartedAt = 'kubectl.kubernetes.io/restartedAt';

const ownedBy = (object: RecordedObject, owner: RecordedObject): boolean =>
  (object.metadata.ownerReferences ?? []).some(({ uid }) => uid === owner.metadata.uid);

const setsOf = (deployment: Deployment, { store }: World): ReplicaSet[] =>
  store
    .list(kindOf('ReplicaSet'), deployment.metadata.namespace ?? '')
    .filter((set) => isOfKind(set, 'ReplicaSet'))
    .filter((set) => ownedBy(set, deployment));

const podsOf = (set: ReplicaSet, { store }: World): PodObject[] =>
  store
    .list(kindOf('Pod'), set.metadata.namespace ?? '')
    .filter((pod) => isOfKind(pod, 'Pod'))
    .filter((pod) => ownedBy(pod, set));

const isCurrent = (set: ReplicaSet, deployment: Deployment): boolean => {
  const [has, wants] = [set.spec?.template, deployment.spec?.template];
  return (
    isDeepStrictEqual(has?.spec, wants?.spec) &&
    has?.metadata?.annotations?.[restartedAt] === wants?.metadata?.annotations?.[restartedAt]
  );
};

const newSet = (deployment: Deployment, now: Date): RecordedObject => {
  const template = deployment.spec?.template;
  const hash = createHash('sha256').update(JSON.stringify(template)).digest('hex').slice(0, 10);
  const labels = { ...template?.metadata?.labels, 'pod-template-hash': hash };
  const { name, namespace, uid } = deployment.metadata;
  const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name, uid, controller: true };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      ...(namespace === undefined ? {} : { namespace }),
      labels,
      creationTimestamp: stamp(now),
      generation: 1,
      ownerReferences: [{ ...owner, blockOwnerDeletion: true }],
    },
    spec: {
      replicas: 0,
      selector: { matchLabels: { ...deployment.spec?.selector?.matchLabels, 'pod-template-hash': hash } },
      template: { ...template, metadata: { ...template?.metadata, labels } },
    },
    status: { replicas: 0 },
  };
};

const currentSet = (deployment: Deployment, sets: readonly ReplicaSet[], world: World): ReplicaSet | null => {
  const known = sets.find((set) => isCurrent(set, deployment));
  const latest = Math.max(0, ...sets.map((set) => Number(set.metadata.annotations?.[revision] ?? 0)));
  const number = Number(known?.metadata.annotations?.[revision] ?? 0);
  if (known !== undefined && number === latest) return known;
  const set = known ?? newSet(deployment, world.now());
  const annotations = { ...set.metadata.annotations, [revision]: `${latest + 1}` };
  const put = world.store.put(kindOf('ReplicaSet'), { ...set, metadata: { ...set.metadata, annotations } });
  return isOfKind(put, 'ReplicaSet') ? put : null;
};

/** Adds or removes pods until there are `wanted`; those that are not ready go first. */
const bringTo = (set: ReplicaSet, wanted: number, world: World, factory: PodFactory): void => {
  const { store } = world;
  const pods = podsOf(set, world);
  const refused = (set.status?.conditions ?? []).some(({ type }) => type === 'ReplicaFailure');
  if (!refused) for (let count = pods.length; count < wanted; count += 1) factory.create(set);
  const surplus = pods.toSorted((left, right) => Number(isReady(left)) - Number(isReady(right)));
  for (const pod of surplus.slice(0, Math.max(0, pods.length - wanted))) store.remove(kindOf('Pod'), pod);
  const after = podsOf(set, world);
  const ready = after.filter(isReady).length;
  const status = { ...set.status, replicas: after.length, readyReplicas: ready, availableReplicas: ready };
  const changed = { ...set, spec: { ...set.spec, replicas: wanted }, status };
  if (!isDeepStrictEqual(changed, set)) store.put(kindOf('ReplicaSet'), changed);
};

const statusOf = (
  deployment: Deployment,
  current: ReplicaSet,
  sets: readonly ReplicaSet[],
  world: World,
): Deployment['status'] => {
  const wanted = deployment.spec?.replicas ?? 1;
  const updated = podsOf(current, world);
  const all = sets.flatMap((set) => podsOf(set, world));
  const ready = all.filter(isReady).length;
  const complete = updated.filter(isReady).length >= wanted;
  const condition = (type: string, good: boolean, reason: string) => {
    const before = deployment.status?.conditions?.find((each) => each.type === type);
    const status = good ? 'True' : 'False';
    const since = before?.status === status ? before.lastTransitionTime : stamp(world.now());
    const kept = before?.status === status && before.reason === reason ? before : undefined;
    return kept ?? { type, status, reason, lastTransitionTime: since, lastUpdateTime: stamp(world.now()) };
  };
  const enough = ready >= wanted - Math.floor(wanted / 4);
  return {
    observedGeneration: deployment.metadata.generation,
    replicas: all.length,
    updatedReplicas: updated.length,
    readyReplicas: ready,
    availableReplicas: ready,
    ...(ready < wanted ? { unavailableReplicas: wanted - ready } : {}),
    conditions: [
      condition('Available', enough, enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable'),
      condition('Progressing', true, complete ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated'),
    ],
  };
};

/** One look at a Deployment: its newest ReplicaSet grows to the wanted number, the old ones go once it is ready. */
export const reconcileDeployment = (deployment: Deployment, world: World, factory: PodFactory): void => {
  const before = setsOf(deployment, world);
  const current = currentSet(deployment, before, world);
  if (current === null) return;
  const wanted = deployment.spec?.replicas ?? 1;
  bringTo(current, wanted, world, factory);
  if (podsOf(current, world).filter(isReady).length >= wanted)
    for (const set of before) if (set.metadata.uid !== current.metadata.uid) bringTo(set, 0, world, factory);
  const status = statusOf(deployment, current, setsOf(deployment, world), world);
  if (!isDeepStrictEqual(status, deployment.status))
    world.store.put(kindOf('Deployment'), { ...deployment, status });
};

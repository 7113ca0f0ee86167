import { randomBytes, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import { isOfKind } from '../../cluster/of-kind.ts';
import type { RecordedObject } from '../../cluster/recording-format.ts';
import { kindOf } from '../../facts/kinds.ts';
import type { ObjectOf, Pod } from '../../facts/objects.ts';
import type { World } from './dispatch.ts';
import type { Outcome } from './pod-status.ts';
import { isReady, settledStatus, stamp, startingStatus } from './pod-status.ts';

type ReplicaSet = RecordedObject & ObjectOf['ReplicaSet'];
type PodObject = RecordedObject & Pod;

export type PodFactory = {
  /** A new pod from the template of a ReplicaSet. */
  create(owner: ReplicaSet): void;
  /** A new pod in the place of a deleted one, with its name. */
  again(deleted: PodObject): void;
};

/** What is known of the pods that a template made: whether they came up. */
type Precedent = { spec: unknown; pod: PodObject };

/**
 * Makes pods. How a new one ends is taken from precedents: as the pods of the same template did; ready, if all its
 * images have run before; else without its image.
 */
export const podFactory = (
  world: World,
  later: (work: () => void, milliseconds?: number) => void,
  settleMs: number,
): PodFactory => {
  const { store, logs, now } = world;
  const pods = kindOf('Pod');
  const recorded = store.list(pods, null).filter((pod) => isOfKind(pod, 'Pod'));
  const proven = new Set(
    recorded.filter(isReady).flatMap((pod) => (pod.spec?.containers ?? []).map(({ image }) => image)),
  );
  const precedents: Precedent[] = recorded.flatMap((pod) => {
    const name = pod.metadata.ownerReferences?.find(({ kind }) => kind === 'ReplicaSet')?.name;
    const owner =
      name === undefined ? undefined : store.get(kindOf('ReplicaSet'), pod.metadata.namespace ?? '', name);
    if (owner === undefined || !isOfKind(owner, 'ReplicaSet')) return [];
    return [{ spec: owner.spec?.template?.spec, pod }];
  });

  const outcomeOf = (spec: Pod['spec']): Outcome => {
    const precedent = precedents.find((each) => isDeepStrictEqual(each.spec, spec));
    if (precedent !== undefined)
      return isReady(precedent.pod) ? { type: 'ready' } : { type: 'like', pod: precedent.pod };
    const missing = (spec?.containers ?? []).find(({ image }) => !proven.has(image))?.image;
    return missing === undefined ? { type: 'ready' } : { type: 'no-image', image: missing };
  };

  const copyLogs = (from: Pod, to: PodObject): void => {
    for (const log of logs.filter(
      ({ namespace, pod }) => pod === from.metadata?.name && namespace === from.metadata?.namespace,
    ))
      if (log.pod !== to.metadata.name) logs.push({ ...log, pod: to.metadata.name });
  };

  const begin = (pod: PodObject, outcome: Outcome): void => {
    const created = now();
    const containers = pod.spec?.containers ?? [];
    store.put(pods, { ...pod, status: startingStatus(containers, created) });
    later(() => {
      const there = store.get(pods, pod.metadata.namespace ?? '', pod.metadata.name);
      if (there === undefined || there.metadata.uid !== pod.metadata.uid) return;
      if (outcome.type === 'like') copyLogs(outcome.pod, pod);
      store.put(pods, { ...there, status: settledStatus(outcome, containers, created, now()) });
    }, settleMs);
  };

  const fresh = (name: string, namespace: string | undefined): RecordedObject['metadata'] => ({
    name,
    ...(namespace === undefined ? {} : { namespace }),
    uid: randomUUID(),
    creationTimestamp: stamp(now()),
  });

  return {
    create(owner) {
      const { name, namespace, uid } = owner.metadata;
      const template = owner.spec?.template;
      const metadata = {
        ...fresh(`${name}-${randomBytes(3).toString('hex').slice(0, 5)}`, namespace),
        generateName: `${name}-`,
        labels: template?.metadata?.labels,
        annotations: template?.metadata?.annotations,
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'ReplicaSet',
            name,
            uid,
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      };
      const spec = { ...template?.spec, nodeName: 'worker-1' };
      begin({ apiVersion: 'v1', kind: 'Pod', metadata, spec }, outcomeOf(template?.spec));
    },
    again(deleted) {
      const { name, namespace, labels, ownerReferences, generateName } = deleted.metadata;
      const metadata = { ...fresh(name, namespace), labels, ownerReferences, generateName };
      const outcome: Outcome = isReady(deleted) ? { type: 'ready' } : { type: 'like', pod: deleted };
      begin({ apiVersion: 'v1', kind: 'Pod', metadata, spec: deleted.spec }, outcome);
    },
  };
};

import { isOfKind } from '../../cluster/of-kind.ts';
import type { RecordedObject } from '../../cluster/recording-format.ts';
import { kindOf } from '../../facts/kinds.ts';
import { reconcileDeployment } from './deployment-controller.ts';
import type { World } from './dispatch.ts';
import { refreshEndpoints } from './endpoints.ts';
import { podFactory } from './pod-factory.ts';

/** The controller that owns an object, by kind, from its owner references. */
const ownerOf = (object: RecordedObject, kind: string): string | undefined =>
  object.metadata.ownerReferences?.find((owner) => owner.controller === true && owner.kind === kind)?.name;

/**
 * Plays the controllers as far as the bot's actions need them: a changed Deployment gets the pods of its template and
 * number, a deleted pod of a Deployment or StatefulSet comes back, and Services follow. The result ends it.
 */
export const controllers = (world: World, settleMs: number): (() => void) => {
  const { store } = world;
  const timers = new Set<NodeJS.Timeout>();
  const later = (work: () => void, milliseconds = 0): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, milliseconds);
    timer.unref();
    timers.add(timer);
  };
  const factory = podFactory(world, later, settleMs);

  const reconcile = (namespace: string | undefined, name: string | undefined): void => {
    if (namespace === undefined || name === undefined) return;
    const deployment = store.get(kindOf('Deployment'), namespace, name);
    if (deployment !== undefined && isOfKind(deployment, 'Deployment'))
      reconcileDeployment(deployment, world, factory);
  };

  const silence = store.listen(({ type, object }) => {
    const { namespace, name } = object.metadata;
    if (isOfKind(object, 'Deployment')) {
      const changed = object.metadata.generation !== object.status?.observedGeneration;
      if (type === 'MODIFIED' && changed) later(() => reconcile(namespace, name));
      return;
    }
    if (!isOfKind(object, 'Pod')) return;
    later(() => {
      const set = ownerOf(object, 'ReplicaSet');
      const replicaSet =
        set === undefined ? undefined : store.get(kindOf('ReplicaSet'), namespace ?? '', set);
      if (replicaSet !== undefined) reconcile(namespace, ownerOf(replicaSet, 'Deployment'));
      if (type === 'DELETED' && ownerOf(object, 'StatefulSet') !== undefined) factory.again(object);
      refreshEndpoints(store, namespace ?? '', world.now());
    });
  });

  return () => {
    silence();
    for (const timer of timers) clearTimeout(timer);
  };
};

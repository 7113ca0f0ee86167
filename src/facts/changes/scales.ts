import { keyOf, nameOf, refOf } from '../refs.ts';
import type { ChangeSource } from './change.ts';
import { writesOf } from './managers.ts';

/** Scales of the workloads around: writes of the `scale` subresource. What the number was before is not kept. */
export const scales: ChangeSource = (facts, { above, below }) =>
  (['Deployment', 'StatefulSet', 'ReplicaSet'] as const).flatMap((kind) =>
    facts.objects[kind].flatMap((workload) => {
      const object = refOf(kind, workload);
      const [write] = writesOf(workload.metadata, 'scale');
      if (write === undefined || (!above.has(keyOf(object)) && !below.has(keyOf(object)))) return [];
      const by = write.by === 'kube-controller-manager' ? 'the HorizontalPodAutoscaler' : write.by;
      const what = `${nameOf(object)} was scaled to ${workload.spec?.replicas ?? 1}`;
      return [{ at: write.at, what, by, object, rollout: null }];
    }),
  );

import type { ApiEvent } from './events.ts';
import { eventsOf, seenAt } from './events.ts';
import type { Facts } from './facts.ts';
import type { Pod } from './objects.ts';
import type { ContainerView, EndedRun } from './pods.ts';
import { quantity } from './quantities.ts';

/** The memory limit that a container runs under: its own, else that of its pod. */
export const memoryLimit = ({
  spec,
  pod,
}: ContainerView): { of: 'container' | 'pod'; text: string } | null => {
  const own = spec?.resources?.limits?.memory;
  if (own !== undefined && own !== '0') return { of: 'container', text: own };
  const shared = pod.spec?.resources?.limits?.memory;
  return shared === undefined ? null : { of: 'pod', text: shared };
};

/** A volume of a container that is kept in memory: what is written to it counts against the memory limit. */
export type MemoryVolume = { name: string; at: string; sizeLimit: string | null };

/**
 * The volumes of a container that can use up its memory limit by themselves: in memory, and without a smaller limit.
 * https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
 */
export const memoryVolumes = (view: ContainerView): MemoryVolume[] => {
  const limit = quantity(memoryLimit(view)?.text);
  return (view.spec?.volumeMounts ?? []).flatMap(({ name = '', mountPath = '' }): MemoryVolume[] => {
    const volume = view.pod.spec?.volumes?.find((one) => one.name === name)?.emptyDir;
    if (volume?.medium !== 'Memory') return [];
    const size = quantity(volume.sizeLimit);
    const small = size !== undefined && limit !== undefined && size < limit;
    return small ? [] : [{ name, at: mountPath, sizeLimit: volume.sizeLimit ?? null }];
  });
};

const isNear = (at: string | null, end: string | undefined): boolean =>
  Math.abs(Date.parse(at ?? '') - Date.parse(end ?? '')) < 2 * 60 * 1000;

/**
 * The events in which the node of a pod says that it ran out of memory as a whole (`SystemOOM`, by the kubelet) about
 * the time a run ended.
 */
export const systemOoms = (facts: Facts, pod: Pod, end: EndedRun): ApiEvent[] => {
  const node = pod.spec?.nodeName;
  if (node === undefined) return [];
  return eventsOf(facts, { kind: 'Node', namespace: null, name: node }, 'SystemOOM').filter((event) =>
    isNear(seenAt(event), end.finishedAt),
  );
};

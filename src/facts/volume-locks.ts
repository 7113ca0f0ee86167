import { claimNames } from './claims.ts';
import type { Facts } from './facts.ts';
import type { Pod } from './objects.ts';
import type { ContainerView } from './pods.ts';

/** A pod that mounts a claim which another one mounts too, on a node and not yet over. */
export type Holder = { pod: Pod; claim: string };

const mayHold = ({ spec, status }: Pod): boolean =>
  spec?.nodeName !== undefined && status?.phase !== 'Succeeded' && status?.phase !== 'Failed';

/** The older pod that mounts a claim of a container's pod too, so that it may hold the files there; null where none does. */
export const olderHolder = (facts: Facts, { pod }: ContainerView): Holder | null => {
  const own = claimNames(pod);
  const born = pod.metadata?.creationTimestamp ?? '';
  for (const other of own.length === 0 ? [] : facts.objects.Pod) {
    const { namespace, uid, creationTimestamp = '' } = other.metadata ?? {};
    if (namespace !== pod.metadata?.namespace || uid === pod.metadata?.uid) continue;
    const claim = claimNames(other).find((name) => own.includes(name));
    if (claim !== undefined && creationTimestamp < born && mayHold(other)) return { pod: other, claim };
  }
  return null;
};

import { driverAwaited } from '../csi-drivers.ts';
import { eventsOf } from '../events.ts';
import { keyOf, refOf } from '../refs.ts';
import type { Wanting } from './want.ts';

const nodesAtMost = 500;

/** Where a volume is to come from outside of Kubernetes and does not: which CSI drivers the cluster has, and on which nodes. */
export const csiDrivers: Wanting = {
  id: 'csi-drivers',
  rights: [
    { kind: 'CSIDriver', verb: 'list' },
    { kind: 'CSINode', verb: 'list' },
  ],
  wants: ({ facts, near, pods }) => {
    const waiting = facts.objects.PersistentVolumeClaim.some((claim) => {
      const ref = refOf('PersistentVolumeClaim', claim);
      return (
        near.below.has(keyOf(ref)) &&
        claim.status?.phase === 'Pending' &&
        eventsOf(facts, ref, 'ExternalProvisioning', 'FailedBinding').length > 0
      );
    });
    return waiting || pods.some((pod) => driverAwaited(facts, pod) !== null)
      ? [
          { read: 'list', kind: 'CSIDriver', query: { namespace: null } },
          { read: 'list', kind: 'CSINode', query: { namespace: null, limit: nodesAtMost } },
        ]
      : [];
  },
};

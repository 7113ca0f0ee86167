import { keyOf, refOf } from '../refs.ts';
import type { Wanting } from './want.ts';

/** What a claim that is not bound could be bound to, and by whom. */
export const storage: Wanting = {
  id: 'storage',
  rights: [
    { kind: 'StorageClass', verb: 'list' },
    { kind: 'PersistentVolume', verb: 'list' },
  ],
  wants: ({ facts, near }) => {
    const unbound = facts.objects.PersistentVolumeClaim.some(
      (claim) =>
        claim.status?.phase !== 'Bound' && near.below.has(keyOf(refOf('PersistentVolumeClaim', claim))),
    );
    return unbound
      ? [
          { read: 'list', kind: 'StorageClass', query: { namespace: null } },
          { read: 'list', kind: 'PersistentVolume', query: { namespace: null } },
        ]
      : [];
  },
};

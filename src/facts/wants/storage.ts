import { keyOf, refOf } from '../refs.ts';
import type { Wanting } from './want.ts';

/** What a claim that is not bound could be bound to, and by whom. */
export const storage: Wanting = {
  id: 'storage',
  rights: [
    { kind: 'StorageClass', verb: 'list' },
    { kind: 'StorageClass', verb: 'get' },
    { kind: 'PersistentVolume', verb: 'list' },
  ],
  wants: ({ facts, near }) => {
    const mine = facts.objects.PersistentVolumeClaim.filter((claim) =>
      near.below.has(keyOf(refOf('PersistentVolumeClaim', claim))),
    );
    const growing = mine.flatMap(({ spec, status }) => {
      const [asked, has] = [spec?.resources?.requests?.['storage'], status?.capacity?.['storage']];
      return asked !== undefined && has !== undefined && asked !== has ? (spec?.storageClassName ?? []) : [];
    });
    const unbound = mine.some(({ status }) => status?.phase !== 'Bound');
    return unbound
      ? [
          { read: 'list', kind: 'StorageClass', query: { namespace: null } },
          { read: 'list', kind: 'PersistentVolume', query: { namespace: null } },
        ]
      : growing.slice(0, 2).map((name) => ({ read: 'get', kind: 'StorageClass', namespace: null, name }));
  },
};

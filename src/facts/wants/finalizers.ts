import { controllerManagerLease } from '../controller-manager.ts';
import { overdueDeletions } from '../deletions.ts';
import { keeperOf } from '../finalizers.ts';
import { remainingFinalizers } from '../namespace-remains.ts';
import { keyOf } from '../refs.ts';
import type { Want, Wanting } from './want.ts';

const workloadsAtMost = 500;

/** Where a deleted object stays: whether the controllers that should let go of it run. */
export const finalizers: Wanting = {
  id: 'finalizers',
  rights: [
    { kind: 'Deployment', verb: 'list' },
    { kind: 'StatefulSet', verb: 'list' },
    { kind: 'Lease', verb: 'get' },
    { kind: 'APIService', verb: 'list' },
  ],
  wants: ({ facts, near, subject }) => {
    const stuck = overdueDeletions(facts).filter(({ ref }) => near.below.has(keyOf(ref)));
    // What a namespace still holds is read beside this; it says itself which finalizers that has.
    const inside = facts.objects.Namespace.filter(({ metadata }) =>
      stuck.some(({ ref }) => ref.kind === 'Namespace' && ref.name === metadata?.name),
    ).flatMap(remainingFinalizers);
    const keepers = [...stuck.flatMap((one) => one.finalizers), ...inside].map(keeperOf);
    const namespaces = stuck.some(({ ref }) => ref.kind === 'Namespace');
    return [
      ...(keepers.some(({ type }) => type === 'built-in') || namespaces
        ? [{ read: 'get', ...controllerManagerLease, kind: 'Lease', spare: true } satisfies Want]
        : []),
      // To answer about one pod no list of a whole cluster is read.
      ...(subject.kind !== 'Pod' && keepers.some(({ type }) => type === 'controller')
        ? (['Deployment', 'StatefulSet'] as const).map((kind): Want => ({
            read: 'list',
            kind,
            query: { namespace: null, limit: workloadsAtMost },
            spare: true,
          }))
        : []),
      // A namespace is emptied kind by kind: one API that does not answer stops it.
      ...(namespaces
        ? [{ read: 'list', kind: 'APIService', query: { namespace: null }, spare: true } satisfies Want]
        : []),
    ];
  },
};

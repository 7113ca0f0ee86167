import { eventsOf } from '../events.ts';
import { keyOf, refOf } from '../refs.ts';
import { failedSandboxes } from '../sandboxes.ts';
import type { Want, Wanting } from './want.ts';

/** Where sandboxes fail: what runs on those nodes, for the pods of the network plugin; and the runtime classes. */
export const sandboxes: Wanting = {
  id: 'sandboxes',
  rights: [
    { kind: 'Pod', verb: 'list' },
    { kind: 'RuntimeClass', verb: 'list' },
  ],
  wants: ({ facts, near }) => {
    const failed = failedSandboxes(facts).filter(({ ref }) => near.below.has(keyOf(ref)));
    const refused = facts.objects.ReplicaSet.some(
      (set) =>
        near.below.has(keyOf(refOf('ReplicaSet', set))) &&
        eventsOf(facts, refOf('ReplicaSet', set), 'FailedCreate').some(({ message = '' }) =>
          message.includes('RuntimeClass'),
        ),
    );
    const network = failed.filter(({ problem }) => !['handler', 'memory', 'disk-full'].includes(problem));
    const classes = refused || failed.some(({ problem }) => problem === 'handler');
    return [
      ...[...new Set(network.map(({ node }) => node))].slice(0, 3).map((node): Want => ({
        read: 'list',
        kind: 'Pod',
        query: { namespace: null, fields: `spec.nodeName=${node}` },
      })),
      ...(classes ? [{ read: 'list', kind: 'RuntimeClass', query: { namespace: null } } satisfies Want] : []),
    ];
  },
};

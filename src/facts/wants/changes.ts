import { askedNames } from '../asked-names.ts';
import { withOwners } from '../changes/around.ts';
import { isTroubled } from '../pods.ts';
import { keyOf, refOf } from '../refs.ts';
import { toQuery } from '../selectors.ts';
import type { Want, Wanting } from './want.ts';

/** Where pods are unwell: when what they read was edited, and the revisions of their StatefulSet or DaemonSet. */
export const changes: Wanting = {
  id: 'changes',
  rights: [
    { kind: 'ControllerRevision', verb: 'list' },
    { kind: 'ConfigMap', verb: 'list' },
    { kind: 'Secret', verb: 'list' },
  ],
  wants: ({ facts, near: narrow, pods }) => {
    const near = withOwners(facts, narrow);
    const troubled = pods.filter((pod) => isTroubled(facts, pod));
    const [first] = troubled;
    if (first === undefined) return [];
    const namespace = first.metadata?.namespace ?? null;
    const asked = new Set(troubled.flatMap((pod) => askedNames(pod).map(({ kind }) => kind)));
    const sets = (['StatefulSet', 'DaemonSet'] as const).flatMap((kind) =>
      facts.objects[kind].filter((set) => {
        const key = keyOf(refOf(kind, set));
        return near.above.has(key) || near.below.has(key);
      }),
    );
    return [
      ...sets.slice(0, 2).flatMap(({ spec }): Want[] =>
        spec?.selector === undefined
          ? []
          : [
              {
                read: 'list',
                kind: 'ControllerRevision',
                query: { namespace, labels: toQuery(spec.selector), limit: 50 },
              },
            ],
      ),
      ...[...asked].map((kind): Want => ({ read: 'list', kind, query: { namespace, metadataOnly: true } })),
    ];
  },
};

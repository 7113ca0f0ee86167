import { withOwners } from '../changes/around.ts';
import { helmMade } from '../helm.ts';
import { isTroubled } from '../pods.ts';
import { keyOf } from '../refs.ts';
import type { Wanting } from './want.ts';

/** The state of the Helm release that made a workload in trouble, or what a namespace holds. */
export const helm: Wanting = {
  id: 'helm',
  rights: [{ kind: 'Secret', verb: 'list' }],
  wants: ({ facts, subject, near, pods }) => {
    const { above, below } = withOwners(facts, near);
    const made = helmMade(facts).filter(({ ref }) => above.has(keyOf(ref)) || below.has(keyOf(ref)));
    const [first] = made;
    if (first === undefined || (subject.kind !== 'Namespace' && !pods.some((pod) => isTroubled(facts, pod))))
      return [];
    const labels = subject.kind === 'Namespace' ? 'owner=helm' : `owner=helm,name=${first.release}`;
    return [
      { read: 'list', kind: 'Secret', query: { namespace: first.namespace, metadataOnly: true, labels } },
    ];
  },
};

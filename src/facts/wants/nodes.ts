import type { Pod } from '../objects.ts';
import { conditionOf } from '../pods.ts';
import type { Want, Wanting } from './want.ts';

const nodesAtMost = 10;

const isUnscheduled = (pod: Pod): boolean =>
  pod.status?.phase === 'Pending' && conditionOf(pod, 'PodScheduled')?.status !== 'True';

/** The nodes that the pods run on; where a pod has none yet, all that it could have. */
export const nodes: Wanting = {
  id: 'nodes',
  rights: [
    { kind: 'Node', verb: 'get' },
    { kind: 'Node', verb: 'list' },
  ],
  wants: ({ pods }) => {
    if (pods.some(isUnscheduled)) return [{ read: 'list', kind: 'Node', query: { namespace: null } }];
    const names = new Set(pods.flatMap((pod) => pod.spec?.nodeName ?? []));
    return [...names]
      .slice(0, nodesAtMost)
      .map((name): Want => ({ read: 'get', kind: 'Node', namespace: null, name }));
  },
};

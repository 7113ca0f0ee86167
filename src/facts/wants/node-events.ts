import type { Pod } from '../objects.ts';
import { containersOf, lastEnd } from '../pods.ts';
import type { Want, Wanting } from './want.ts';

const nodesAtMost = 2;

/** Killed by the kernel, or by something that looks like it from outside. */
const wasKilled = (pod: Pod): boolean =>
  containersOf(pod).some(({ status }) => {
    const end = lastEnd(status);
    return end?.reason === 'OOMKilled' || end?.exitCode === 137;
  });

/** What a node reports of itself (SystemOOM, OOMKilling), where containers on it were killed. Such events are in `default`. */
export const nodeEvents: Wanting = {
  id: 'node-events',
  rights: [{ kind: 'Event', verb: 'list' }],
  wants: ({ pods }) =>
    [...new Set(pods.filter(wasKilled).flatMap((pod) => pod.spec?.nodeName ?? []))]
      .slice(0, nodesAtMost)
      .map((node): Want => ({
        read: 'list',
        kind: 'Event',
        query: { namespace: 'default', fields: `involvedObject.kind=Node,involvedObject.name=${node}` },
        spare: true,
      })),
};

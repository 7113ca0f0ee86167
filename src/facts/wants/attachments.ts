import { claimNames } from '../claims.ts';
import { eventsOf } from '../events.ts';
import { refOf } from '../refs.ts';
import type { Want, Wanting } from './want.ts';

const nodesAtMost = 2;

/** Which node holds a volume that cannot be attached, and how that node is. An attachment cannot be selected by its volume. */
export const attachments: Wanting = {
  id: 'attachments',
  rights: [
    { kind: 'VolumeAttachment', verb: 'list' },
    { kind: 'Node', verb: 'get' },
  ],
  wants: ({ facts, pods }) => {
    const waiting = pods.filter((pod) => eventsOf(facts, refOf('Pod', pod), 'FailedAttachVolume').length > 0);
    if (waiting.length === 0) return [];
    const nodes = waiting.flatMap((pod) => {
      const names = claimNames(pod);
      return facts.objects.Pod.filter(
        (other) =>
          other.metadata?.namespace === pod.metadata?.namespace &&
          other.spec?.nodeName !== pod.spec?.nodeName &&
          claimNames(other).some((name) => names.includes(name)),
      ).flatMap(({ spec }) => spec?.nodeName ?? []);
    });
    return [
      { read: 'list', kind: 'VolumeAttachment', query: { namespace: null } },
      ...[...new Set(nodes)]
        .slice(0, nodesAtMost)
        .map((name): Want => ({ read: 'get', kind: 'Node', namespace: null, name })),
    ];
  },
};

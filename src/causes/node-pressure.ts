import { counted } from '../facts/counts.ts';
import { span } from '../facts/durations.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nodeCondition, podsOn } from '../facts/nodes.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#node-conditions */
const pressures = [
  {
    type: 'DiskPressure',
    short: 'disk',
    help: 'Free the disk of the node: images nobody uses (crictl rmi --prune), logs, emptyDir volumes; or make it bigger',
    events: ['EvictionThresholdMet', 'FreeDiskSpaceFailed', 'ImageGCFailed', 'InvalidDiskCapacity'],
    resource: /ephemeral-storage|nodefs|imagefs/i,
  },
  {
    type: 'MemoryPressure',
    short: 'memory',
    help: 'Find what uses the memory; give pods requests that match their use, so that fewer come to this node',
    events: ['EvictionThresholdMet', 'SystemOOM'],
    resource: /memory/i,
  },
  {
    type: 'PIDPressure',
    short: 'process ids',
    help: 'Find what starts so many processes, and bound it with podPidsLimit of the kubelet',
    events: ['EvictionThresholdMet'],
    resource: /pids?\b/i,
  },
] as const;

export const nodePressure: Cause = {
  id: 'node-pressure',
  title: 'Node is short of disk, memory or process ids',
  rulesOut: 'nodes',
  signal:
    'A condition DiskPressure, MemoryPressure or PIDPressure of the node is True: its kubelet evicts pods and takes no new ones. The pods it has evicted say what they used.',
  looksAt: ['Node', 'Event', 'Pod'],
  about: ['Node', 'Pod'],
  look: (facts) =>
    facts.objects.Node.flatMap((node) => {
      const object = refOf('Node', node);
      return pressures.flatMap(({ type, short, help, events, resource }) => {
        const condition = nodeCondition(node, type);
        if (condition?.status !== 'True') return [];
        const since = condition.lastTransitionTime;
        const evicted = podsOn(facts, node).filter(
          ({ status }) => status?.reason === 'Evicted' && resource.test(status.message ?? ''),
        );
        const brief = `Node ${object.name} is short of ${short}`;
        const lasting = since === undefined ? '' : ` for ${span(Date.parse(facts.now) - Date.parse(since))}`;
        return [
          {
            severity: 'critical' as const,
            confidence: 'certain' as const,
            object,
            summary: `${brief}${lasting}: its kubelet takes no new pods and evicts some${evicted.length === 0 ? '' : ` (${counted(evicted.length, 'pod')} so far)`}`,
            brief,
            effect: `node ${object.name} takes no new pods`,
            evidence: [
              statusEvidence(
                object,
                `${type}: True (${condition.reason ?? ''}): ${condition.message ?? ''}`,
                since ?? null,
              ),
              ...eventsOf(facts, object, ...events)
                .slice(0, 2)
                .map((event) => eventEvidence(object, event)),
              ...evicted
                .slice(0, 2)
                .map((pod) =>
                  statusEvidence(
                    refOf('Pod', pod),
                    `Evicted: ${pod.status?.message ?? ''}`,
                    pod.status?.startTime ?? null,
                  ),
                ),
            ],
            remedies: [
              { title: help, command: kubectl(null, 'describe', 'node', object.name), action: null },
            ],
            fingerprint: `${object.name} ${type}`,
          },
        ];
      });
    }),
};

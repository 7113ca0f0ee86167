import { eventEvidence } from '../facts/events.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { awaitedBy } from '../facts/placement/awaited.ts';
import { conditionOf, familyOf, livePods } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const roomComing: Cause = {
  id: 'room-coming',
  title: 'Room for the pod is being made',
  rulesOut: 'scheduling',
  signal:
    'The pod is not scheduled yet, but an autoscaler has asked for a node within 15 minutes (TriggeredScaleUp, or Nominated of Karpenter), or pods of lower priority are leaving the node in `status.nominatedNodeName`. It is only mentioned.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    livePods(facts).flatMap((pod) => {
      const condition = conditionOf(pod, 'PodScheduled');
      if (condition?.status !== 'False' || condition.reason === 'SchedulingGated') return [];
      const awaited = awaitedBy(facts, pod);
      if (awaited === null) return [];
      const object = refOf('Pod', pod);
      return [
        {
          severity: 'info',
          confidence: 'certain',
          object,
          summary:
            awaited.by === 'preemption'
              ? `Pod ${object.name} waits until pods of lower priority have left node ${awaited.node}`
              : `Pod ${object.name} waits for a node that the autoscaler brings`,
          evidence: [
            ...(awaited.by === 'preemption'
              ? [statusEvidence(object, `nominatedNodeName: ${awaited.node}`)]
              : []),
            ...awaited.events.map((event) => eventEvidence(object, event)),
          ],
          remedies: [],
          fingerprint: `${awaited.by} ${familyOf(pod)}`,
        },
      ];
    }),
};

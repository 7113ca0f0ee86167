import { eventEvidence, eventsOf } from '../facts/events.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const nodeNotReady: Cause = {
  id: 'node-not-ready',
  title: 'Node is not ready or lost',
  rulesOut: 'nodes',
  signal:
    'The Ready condition of the node is False (the kubelet says why) or Unknown (the kubelet is silent: what the API shows of its pods is old).',
  looksAt: ['Node', 'Event'],
  about: ['Node', 'Pod'],
  look: (facts) =>
    facts.objects.Node.flatMap((node) => {
      const known = node.status?.conditions?.find(({ type }) => type === 'Ready');
      // A node without the condition has never been heard of.
      const ready = known ?? {
        status: 'Unknown',
        reason: 'NoReadyCondition',
        message: 'the node has never reported',
      };
      if (ready.status === 'True') return [];
      const object = refOf('Node', node);
      const lost = ready.status === 'Unknown';
      const heard = known?.lastHeartbeatTime ?? known?.lastTransitionTime;
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: lost
            ? `Node ${object.name} is lost: its kubelet is silent since ${heard ?? 'it was created'}, so the status of its pods is that old`
            : `Node ${object.name} is not ready: ${ready.message ?? ready.reason ?? ''}`,
          effect: `node ${object.name} is not ready`,
          evidence: [
            statusEvidence(
              object,
              `Ready: ${ready.status ?? ''} (${ready.reason ?? ''}): ${ready.message ?? ''}`,
              known?.lastTransitionTime ?? null,
            ),
            ...eventsOf(facts, object, 'NodeNotReady')
              .slice(0, 1)
              .map((event) => eventEvidence(object, event)),
          ],
          remedies: [
            {
              title: lost ? 'Check power, network and kubelet of the node' : 'Mend what the kubelet reports',
              command: kubectl(null, 'describe', 'node', object.name),
              action: null,
            },
          ],
          fingerprint: object.name,
        },
      ];
    }),
};

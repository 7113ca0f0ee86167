import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { isJoining, nodeCondition } from '../facts/nodes.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const nodeNetworkUnavailable: Cause = {
  id: 'node-network-unavailable',
  title: 'Network of the node is not set up',
  rulesOut: 'nodes',
  signal:
    'The NetworkUnavailable condition of the node is True: the network plugin or the cloud has made no route to its pods.',
  looksAt: ['Node'],
  about: ['Node', 'Pod'],
  look: (facts) =>
    facts.objects.Node.flatMap((node) => {
      const condition = nodeCondition(node, 'NetworkUnavailable');
      // A node that is lost or not ready says more by that.
      const ready = nodeCondition(node, 'Ready')?.status === 'True';
      if (condition?.status !== 'True' || !ready || isJoining(facts, node)) return [];
      const object = refOf('Node', node);
      const cloud = condition.reason === 'NoRouteCreated';
      const why = cloud
        ? 'the cloud has made no route to its pods'
        : (condition.message ?? condition.reason ?? 'the network plugin has not set it up');
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: `Node ${object.name} has no network for pods: ${why}`,
          effect: `node ${object.name} has no network for pods`,
          evidence: [
            statusEvidence(
              object,
              `NetworkUnavailable: True (${condition.reason ?? ''}): ${condition.message ?? ''}`,
              condition.lastTransitionTime ?? null,
            ),
          ],
          remedies: [
            {
              title: cloud
                ? 'See what the route controller of the cloud controller manager logs: quota of routes, rights, podCIDR'
                : 'See whether the pod of the network plugin runs on that node, and what it logs',
              command: cloud
                ? kubectl(null, 'describe', 'node', object.name)
                : kubectl(null, 'get', 'pods', '-A', '--field-selector', `spec.nodeName=${object.name}`),
              action: null,
            },
          ],
          fingerprint: object.name,
        },
      ];
    }),
};

import { statusEvidence } from '../facts/evidence.ts';
import { missedPeers } from '../facts/explanations.ts';
import { nodePortAt } from '../facts/node-ports.ts';
import { nameOf } from '../facts/refs.ts';
import { spokenEvidence } from '../facts/spoken.ts';
import type { Cause, Found } from './cause.ts';

export const nodePortBlocked: Cause = {
  id: 'node-port-blocked',
  title: 'Port on a node does not answer although what is behind it is ready',
  rulesOut: 'Services',
  signal:
    'A container in trouble gets no answer from the address of a node at a port that is the nodePort of a Service with ready endpoints, or the hostPort of a ready pod there. A firewall of the node or of its network, or kube-proxy, may be why; the API server knows of none of them.',
  looksAt: ['Service', 'Pod', 'Node', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    missedPeers(facts).flatMap(({ spoken, sign, dependency: { host, port } }): Found[] => {
      const found = nodePortAt(facts, host, port);
      if (found === null || sign === null || spoken === null) return [];
      const { node, owner, field } = found;
      return [
        {
          severity: 'critical',
          confidence: 'possible',
          object: node,
          summary: `Node ${node.name} does not answer on port ${found.port}, the ${field} of ${owner.kind} ${owner.name}, which is ready: a firewall of the node or its network may block it`,
          brief: `Node ${node.name} does not answer on port ${found.port}, the ${field} of ${owner.kind} ${owner.name}; a firewall may block it`,
          evidence: [
            spokenEvidence(spoken, sign),
            statusEvidence(
              node,
              `address ${found.address}; port ${found.port} is the ${field} of ${nameOf(owner)}`,
            ),
          ],
          remedies: [
            {
              title:
                'Connect to the port from the node itself and from another one, which settles it: if it answers only on the node, open it in the firewall or security group; if not even there, look at kube-proxy',
              command: `nc -vz ${found.address} ${found.port}`,
              action: null,
            },
          ],
          fingerprint: `${node.name} ${found.port}`,
        },
      ];
    }),
};

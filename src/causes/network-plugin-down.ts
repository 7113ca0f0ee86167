import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { downNetworks } from '../facts/node-networks.ts';
import { conditionOf, controllerOf } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const networkPluginDown: Cause = {
  id: 'network-plugin-down',
  title: 'Network plugin of a node is down',
  rulesOut: 'nodes',
  signal:
    'The pod of the network plugin (the DaemonSets of Calico, Cilium, Flannel and others, by name) is not ready on a node, so that new pods there get no network.',
  looksAt: ['Pod'],
  // A cluster may have none of them by this name: silence about a pod rules nothing out.
  about: ['DaemonSet'],
  look: (facts) =>
    downNetworks(facts)
      .filter(({ duty }) => duty === 'plugin')
      .map(({ pod, node }) => {
        const ref = refOf('Pod', pod);
        const ready = conditionOf(pod, 'Ready');
        return {
          severity: 'critical',
          confidence: 'certain',
          object: { kind: 'Node', namespace: null, name: node },
          summary: `The network plugin is not ready on node ${node}: pod ${ref.name} is down, so new pods on it get no network`,
          effect: `new pods on node ${node} get no network`,
          evidence: [
            statusEvidence(
              ref,
              `Ready: ${ready?.status ?? 'unknown'} (${ready?.reason ?? ''})${ready?.message === undefined ? '' : `: ${ready.message}`}`,
              ready?.lastTransitionTime ?? null,
            ),
          ],
          remedies: [
            {
              title: `Mend it, then its node: ${controllerOf(pod)?.kind ?? 'Pod'} ${controllerOf(pod)?.name ?? ref.name}`,
              command: kubectl(ref.namespace, 'logs', ref.name, '--all-containers', '--tail=50'),
              action: null,
            },
          ],
          follows: [ref],
          fingerprint: node,
        };
      }),
};

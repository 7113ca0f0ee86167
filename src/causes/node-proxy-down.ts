import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { downNetworks } from '../facts/node-networks.ts';
import { conditionOf, controllerOf } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const nodeProxyDown: Cause = {
  id: 'node-proxy-down',
  title: 'kube-proxy of a node is down',
  rulesOut: 'nodes',
  signal:
    'The kube-proxy pod of a node is not ready, so that Services cannot be reached from there. A node without such a pod may do without it (Cilium and others replace it) and is no finding.',
  looksAt: ['Pod'],
  // A cluster may have none of them by this name: silence about a pod rules nothing out.
  about: ['DaemonSet'],
  look: (facts) =>
    downNetworks(facts)
      .filter(({ duty }) => duty === 'proxy')
      .map(({ pod, node }) => {
        const ref = refOf('Pod', pod);
        const ready = conditionOf(pod, 'Ready');
        return {
          severity: 'critical',
          confidence: 'certain',
          object: { kind: 'Node', namespace: null, name: node },
          summary: `kube-proxy is not ready on node ${node}: pod ${ref.name} is down, so pods on it may not reach Services`,
          effect: `pods on node ${node} may not reach Services`,
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

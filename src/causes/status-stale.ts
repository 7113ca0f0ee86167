import { span } from '../facts/durations.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { once } from '../facts/memo.ts';
import { livePods } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/**
 * A kubelet renews its lease every 10 s, and after 40 s the controllers take its node for lost. Where they have not, they
 * are down themselves, or two clocks differ.
 */
const lostMs = 2 * 60 * 1000;

/** When the kubelet of a node was last heard of: nodes whose kubelet is silent, by their lease and their Ready condition. */
const silentNodes = once((facts: Facts) => {
  const silent = new Map<string, { heard: string; by: 'lease' | 'condition' }>();
  for (const node of facts.objects.Node) {
    const ready = node.status?.conditions?.find(({ type }) => type === 'Ready');
    const heard = ready?.lastHeartbeatTime ?? ready?.lastTransitionTime;
    if (ready?.status === 'Unknown' && heard !== undefined)
      silent.set(node.metadata?.name ?? '', { heard, by: 'condition' });
  }
  for (const { metadata, spec } of facts.objects.Lease) {
    const known = facts.objects.Node.some((node) => node.metadata?.name === metadata?.name);
    if (metadata?.namespace !== 'kube-node-lease' || spec?.renewTime === undefined || !known) continue;
    if (silent.has(metadata.name ?? '')) continue;
    if (Date.parse(facts.now) - Date.parse(spec.renewTime) > lostMs)
      silent.set(metadata.name ?? '', { heard: spec.renewTime, by: 'lease' });
  }
  return silent;
});

export const statusStale: Cause = {
  id: 'status-stale',
  title: 'Status of the pod is old, because the kubelet of its node is silent',
  rulesOut: 'nodes',
  signal:
    'The lease of the node (kube-node-lease) was not renewed for two minutes, or its Ready condition is Unknown: nobody updates the status of its pods, and what the API shows of them is as old.',
  looksAt: ['Pod', 'Node', 'Lease'],
  about: ['Pod'],
  look: (facts) =>
    livePods(facts).flatMap((pod) => {
      const node = pod.spec?.nodeName;
      const silent = node === undefined ? undefined : silentNodes(facts).get(node);
      if (node === undefined || silent === undefined) return [];
      const object = refOf('Pod', pod);
      const old = span(Date.parse(facts.now) - Date.parse(silent.heard));
      return [
        {
          severity: 'critical' as const,
          confidence: silent.by === 'lease' ? ('likely' as const) : ('certain' as const),
          object,
          summary: `What the API shows of pod ${object.name} is ${old} old: the kubelet of node ${node} is silent since ${silent.heard}`,
          brief: `The kubelet of node ${node} is silent for ${old}`,
          shared: `What the API shows of the pods on node ${node} is ${old} old: its kubelet is silent since ${silent.heard}`,
          effect: `nobody knows how pod ${object.name} is`,
          evidence: [
            statusEvidence(
              { kind: 'Node', namespace: null, name: node },
              silent.by === 'lease'
                ? `Lease kube-node-lease/${node}: renewTime ${silent.heard}`
                : `Ready: Unknown, last heartbeat ${silent.heard}`,
              silent.heard,
            ),
            statusEvidence(object, `phase ${pod.status?.phase ?? '?'}, as it was then`),
          ],
          remedies:
            silent.by === 'condition'
              ? []
              : [
                  {
                    title: 'Mend the kubelet of the node first; if it is well, compare the clocks',
                    command: kubectl(null, 'describe', 'node', node),
                    action: null,
                  },
                ],
          follows: [{ kind: 'Node', namespace: null, name: node }],
          fingerprint: node,
        },
      ];
    }),
};

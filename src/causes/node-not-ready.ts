import { span } from '../facts/durations.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { isJoining, nodeCondition } from '../facts/nodes.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/**
 * What kubelets give as the reason, in the order of weight: one message can name several.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/nodestatus/setters.go
 */
const reasons: readonly { says: RegExp; why: string; help: string; lists: boolean }[] = [
  {
    says: /node is shutting down/i,
    why: 'it is shutting down',
    help: 'Nothing to mend where that is meant; its pods are started elsewhere',
    lists: true,
  },
  {
    says: /container runtime is down|container runtime not ready|RuntimeReady=false/i,
    why: 'its container runtime is down',
    help: 'Restart the container runtime on the node (systemctl status containerd) and see why it stopped',
    lists: false,
  },
  {
    says: /PLEG is not healthy/i,
    why: 'its container runtime hangs (PLEG is not healthy)',
    help: 'See what keeps the container runtime on the node busy: disk, memory, too many containers; restart it',
    lists: true,
  },
  {
    says: /network plugin|NetworkReady=false|cni (?:plugin|config)/i,
    why: 'its network plugin (CNI) is not set up',
    help: 'See whether the pod of the network plugin runs on that node, and what it logs',
    lists: true,
  },
  {
    says: /missing node capacity/i,
    why: 'its kubelet cannot tell how much the node holds',
    help: 'See what the kubelet logs on the node (journalctl -u kubelet)',
    lists: false,
  },
  {
    says: /CSINode is not yet initialized/i,
    why: 'its kubelet could not register its CSI drivers with the API server',
    help: 'See what the kubelet logs on the node (journalctl -u kubelet)',
    lists: false,
  },
];

export const nodeNotReady: Cause = {
  id: 'node-not-ready',
  title: 'Node is not ready',
  rulesOut: 'nodes',
  signal:
    'The Ready condition of the node is False, and the message of its kubelet says why: network plugin, container runtime, PLEG, shutdown.',
  looksAt: ['Node', 'Event'],
  about: ['Node', 'Pod'],
  shows: (facts) =>
    facts.objects.Node.filter((node) => nodeCondition(node, 'Ready')?.status !== 'True').map((node) =>
      refOf('Node', node),
    ),
  look: (facts) =>
    facts.objects.Node.flatMap((node) => {
      const ready = nodeCondition(node, 'Ready');
      if (ready?.status !== 'False' || isJoining(facts, node)) return [];
      const object = refOf('Node', node);
      const message = ready.message ?? ready.reason ?? 'its kubelet does not say why';
      const known = reasons.find(({ says }) => says.test(message));
      const since =
        ready.lastTransitionTime === undefined
          ? ''
          : ` (for ${span(Date.parse(facts.now) - Date.parse(ready.lastTransitionTime))})`;
      const brief = `Node ${object.name} is not ready: ${known?.why ?? message}`;
      const look = known?.lists === true;
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: `${brief}${since}`,
          brief,
          effect: `node ${object.name} is not ready`,
          evidence: [
            statusEvidence(
              object,
              `Ready: False (${ready.reason ?? ''}): ${message}`,
              ready.lastTransitionTime ?? null,
            ),
            ...eventsOf(facts, object, 'NodeNotReady')
              .slice(0, 1)
              .map((event) => eventEvidence(object, event)),
          ],
          remedies: [
            {
              title: known?.help ?? 'Mend what the kubelet reports',
              command: look
                ? kubectl(null, 'get', 'pods', '-A', '--field-selector', `spec.nodeName=${object.name}`)
                : kubectl(null, 'describe', 'node', object.name),
              action: null,
            },
          ],
          // The pod of the network plugin on that node may be why.
          fingerprint: object.name,
        },
      ];
    }),
};

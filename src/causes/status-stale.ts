import type { ObjectRef } from '../answer.ts';
import { span } from '../facts/durations.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { once } from '../facts/memo.ts';
import { nodeNamed } from '../facts/named.ts';
import { hasNeverReported } from '../facts/nodes.ts';
import type { Node } from '../facts/nodes.ts';
import type { Pod } from '../facts/objects.ts';
import { livePods } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

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

const nodeRef = (name: string): ObjectRef => ({ kind: 'Node', namespace: null, name });

/** A pod that came when the kubelet was silent already: there is no older news of it, nobody has taken it up. */
const neverTakenUp = (pod: Pod, node: Node, heard: string): boolean =>
  hasNeverReported(node) ||
  (pod.status?.startTime === undefined &&
    Date.parse(pod.metadata?.creationTimestamp ?? '') > Date.parse(heard));

type Silent = { name: string; heard: string; by: 'lease' | 'condition' };

const notTakenUp = (pod: Pod, node: Node, { name, heard, by }: Silent): Found => {
  const object = refOf('Pod', pod);
  const silence = hasNeverReported(node) ? 'has never reported' : `is silent since ${heard}`;
  return {
    severity: 'critical',
    confidence: by === 'lease' ? 'likely' : 'certain',
    object,
    summary: `Pod ${object.name} was placed on node ${name} and nobody starts it: the kubelet there ${silence}`,
    shared: `Pods were placed on node ${name} and nobody starts them: the kubelet there ${silence}`,
    effect: `pod ${object.name} is not started`,
    evidence: [
      statusEvidence(
        object,
        `created ${pod.metadata?.creationTimestamp ?? '?'}, phase ${pod.status?.phase ?? '?'}, no startTime`,
      ),
    ],
    remedies: [],
    follows: [nodeRef(name)],
    fingerprint: `${name} not taken up`,
  };
};

const stale = (facts: Facts, pod: Pod, { name, heard, by }: Silent): Found => {
  const object = refOf('Pod', pod);
  const old = span(Date.parse(facts.now) - Date.parse(heard));
  return {
    severity: 'critical',
    confidence: by === 'lease' ? 'likely' : 'certain',
    object,
    summary: `What the API shows of pod ${object.name} is ${old} old: the kubelet of node ${name} is silent since ${heard}`,
    brief: `The kubelet of node ${name} is silent for ${old}`,
    shared: `What the API shows of the pods on node ${name} is ${old} old: its kubelet is silent since ${heard}`,
    effect: `nobody knows how pod ${object.name} is`,
    evidence: [
      statusEvidence(
        nodeRef(name),
        by === 'lease'
          ? `Lease kube-node-lease/${name}: renewTime ${heard}`
          : `Ready: Unknown, last heartbeat ${heard}`,
        heard,
      ),
      statusEvidence(object, `phase ${pod.status?.phase ?? '?'}, as it was then`),
    ],
    remedies:
      by === 'condition'
        ? []
        : [
            {
              title: 'Mend the kubelet of the node first; if it is well, compare the clocks',
              command: kubectl(null, 'describe', 'node', name),
              action: null,
            },
          ],
    follows: [nodeRef(name)],
    fingerprint: name,
  };
};

export const statusStale: Cause = {
  id: 'status-stale',
  title: 'Status of the pod is old, because the kubelet of its node is silent',
  rulesOut: 'nodes',
  signal:
    'The lease of the node (kube-node-lease) was not renewed for two minutes, or its Ready condition is Unknown: nobody updates the status of its pods, and what the API shows of them is as old. A pod that is younger than the last report has never been taken up.',
  looksAt: ['Pod', 'Node', 'Lease'],
  about: ['Pod'],
  look: (facts) =>
    livePods(facts).flatMap((pod) => {
      const name = pod.spec?.nodeName;
      const silence = name === undefined ? undefined : silentNodes(facts).get(name);
      const node = name === undefined ? undefined : nodeNamed(facts, name);
      if (name === undefined || silence === undefined || node === undefined) return [];
      const silent = { name, ...silence };
      return [
        neverTakenUp(pod, node, silence.heard) ? notTakenUp(pod, node, silent) : stale(facts, pod, silent),
      ];
    }),
};

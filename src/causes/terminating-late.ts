import type { Remedy } from '../answer.ts';
import { overdueDeletions } from '../facts/deletions.ts';
import { span } from '../facts/durations.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nodeNamed, podNamed } from '../facts/named.ts';
import { nodeCondition } from '../facts/nodes.ts';
import type { Pod } from '../facts/objects.ts';
import { controllerOf } from '../facts/pods.ts';
import { keyOf, refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

const lostNodeRemedies = (node: string, namespace: string | null, pod: string, isSet: boolean): Remedy[] => [
  {
    title: 'Bring the node back: its kubelet then ends the pod',
    command: kubectl(null, 'describe', 'node', node),
    action: null,
  },
  {
    title: 'Only if the machine is off for good: let its pods and volumes go to other nodes',
    command: kubectl(
      null,
      'taint',
      'nodes',
      node,
      'node.kubernetes.io/out-of-service=nodeshutdown:NoExecute',
    ),
    action: null,
  },
  {
    title: isSet
      ? `Never while the machine may still run, as two ${pod} would write to the same volumes: delete it by force`
      : 'Or delete this pod by force (it may go on running on that machine)',
    command: kubectl(namespace, 'delete', 'pod', pod, '--force', '--grace-period=0'),
    action: null,
  },
];

/** The kubelet has ended the pod and asked for its removal at once: what is left of it is on its way out. */
const isConfirmed = ({ metadata, status }: Pod): boolean =>
  metadata?.deletionGracePeriodSeconds === 0 && ['Succeeded', 'Failed'].includes(status?.phase ?? '');

export const terminatingLate: Cause = {
  id: 'terminating-late',
  title: 'Deleted pod is not confirmed as stopped',
  rulesOut: 'deletion',
  signal:
    'deletionTimestamp, which counts the grace period in, has passed and no finalizer holds the pod: the kubelet of its node has not confirmed that it has stopped, because the node is lost or not ready, or (FailedKillPod) because the runtime cannot stop it.',
  looksAt: ['Pod', 'Node', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    overdueDeletions(facts).flatMap(({ ref, at, forMs, finalizers }) => {
      const pod = ref.kind === 'Pod' ? podNamed(facts, ref.namespace, ref.name) : undefined;
      const name = pod?.spec?.nodeName;
      if (pod === undefined || name === undefined || finalizers.length > 0 || isConfirmed(pod)) return [];
      const node = nodeNamed(facts, name);
      const ready = node === undefined ? undefined : nodeCondition(node, 'Ready');
      const lost = node !== undefined && ready?.status !== 'True';
      const owner = controllerOf(pod);
      const isSet = owner?.kind === 'StatefulSet';
      const [event] = eventsOf(facts, ref, 'FailedKillPod');
      const brief = lost
        ? `Pod ${ref.name} stays Terminating: its node ${name} is ${ready?.status === 'False' ? 'not ready' : 'lost'} and cannot confirm that it has stopped`
        : `Pod ${ref.name} stays Terminating: node ${name} ${event === undefined ? `should have stopped it ${span(forMs)} ago and has not said that it did` : 'cannot stop it'}`;
      return [
        {
          severity: isSet || !lost ? 'critical' : 'warning',
          confidence: lost || event !== undefined ? 'certain' : 'likely',
          object: ref,
          summary: `${brief}${isSet ? `, so StatefulSet ${owner.name} makes no new ${ref.name}` : ''}`,
          brief,
          effect: isSet
            ? `StatefulSet ${owner.name} makes no new ${ref.name}`
            : `pod ${ref.name} stays Terminating`,
          evidence: [
            statusEvidence(ref, `deletionTimestamp: ${at}`, at),
            ...(lost
              ? [
                  statusEvidence(
                    refOf('Node', node),
                    `Ready: ${ready?.status ?? 'missing'} (${ready?.reason ?? ''}): ${ready?.message ?? ''}`,
                    ready?.lastTransitionTime ?? null,
                  ),
                ]
              : []),
            ...(event === undefined ? [] : [eventEvidence(ref, event)]),
          ],
          remedies: lost
            ? lostNodeRemedies(name, ref.namespace, ref.name, isSet)
            : [
                {
                  title:
                    'See what the kubelet and the container runtime of the node log about it (journalctl -u kubelet); often a volume on storage that hangs',
                  command: kubectl(ref.namespace, 'describe', 'pod', ref.name),
                  action: null,
                },
              ],
          follows: [{ kind: 'Node', namespace: null, name }],
          fingerprint: lost ? `${name} ${isSet ? owner.name : ''}` : keyOf(ref),
        },
      ];
    }),
};

import { counted } from '../facts/counts.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { ownNodeOf } from '../facts/node-demands.ts';
import { isJoining } from '../facts/nodes.ts';
import { unreportedOnly, unscheduledPods } from '../facts/placement/unscheduled.ts';
import type { Unscheduled } from '../facts/placement/unscheduled.ts';
import { controllerOf } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

const wordsOf = (facts: Facts, { pod, ref, nodes, place }: Unscheduled): string => {
  const [first] = nodes;
  const joining = nodes.every(({ node }) => isJoining(facts, node));
  const never = joining ? 'not reported yet' : 'never reported';
  const where =
    nodes.length === 1 ? `node ${first?.name ?? ''}` : `${counted(nodes.length, 'node')} that could take it`;
  const has = nodes.length === 1 ? 'has' : 'have';
  if (ownNodeOf(pod) !== null)
    return `Pod ${ref.name} of ${controllerOf(pod)?.kind ?? 'its owner'} ${controllerOf(pod)?.name ?? ''} belongs on ${where}, which has ${never} (room for 0 pods)`;
  return place === null
    ? `Pod ${ref.name} cannot be scheduled: ${where} ${has} ${never} (room for 0 pods)`
    : `Pod ${ref.name} can run only on ${where} (${place}), which ${has} ${never} (room for 0 pods)`;
};

export const unschedulableUnreported: Cause = {
  id: 'unschedulable-unreported',
  title: 'The kubelet of the node that is left has never reported',
  rulesOut: 'scheduling',
  signal:
    'PodScheduled is False and the nodes that would suit the pod answer `Too many pods`, as they have no `status.allocatable`: a Node was made, and no kubelet has reported for it (NodeStatusNeverUpdated).',
  looksAt: ['Pod', 'Event', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'pods')
      .filter(unreportedOnly)
      .map((unscheduled) => {
        const { ref, nodes, place, others, evidence } = unscheduled;
        const short = wordsOf(facts, unscheduled);
        return {
          severity: nodes.every(({ node }) => isJoining(facts, node)) ? 'info' : 'critical',
          confidence: 'certain',
          object: ref,
          summary: `${short}${place === null ? others : ''}`,
          brief: short,
          effect: `pod ${ref.name} is not scheduled`,
          evidence,
          remedies: [
            {
              title: 'Start the kubelet of that machine; if there is none, delete the node',
              command: kubectl(null, 'describe', 'node', nodes[0]?.name ?? 'NODE'),
              action: null,
            },
          ],
          follows: nodes.map(({ node }) => refOf('Node', node)),
          fingerprint: nodes.map(({ name }) => name).join(' '),
        };
      }),
};

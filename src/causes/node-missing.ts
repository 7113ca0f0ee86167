import type { Remedy } from '../answer.ts';
import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { couldSee } from '../facts/gaps.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Pod } from '../facts/objects.ts';
import { isPinned } from '../facts/pinned-pods.ts';
import { controllerOf, livePods } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { editCommand, workloadOf } from '../facts/workloads.ts';
import type { Cause } from './cause.ts';

const deletion = 'Delete the pod: its owner makes another, which the scheduler places';

const remedyOf = (facts: Facts, pod: Pod, title: string): Remedy => {
  if (isPinned(facts, pod))
    return {
      title: `Remove nodeName from the template of ${title}, or use nodeSelector or affinity: a new pod would go there again`,
      command: editCommand(facts, pod),
      action: null,
    };
  const { namespace, name } = refOf('Pod', pod);
  return controllerOf(pod) === undefined
    ? { title: 'Make the pod anew and leave nodeName to the scheduler', command: null, action: null }
    : { title: deletion, command: kubectl(namespace, 'delete', 'pod', name), action: null };
};

export const nodeMissing: Cause = {
  id: 'node-missing',
  title: 'Node of the pod does not exist',
  rulesOut: 'nodes',
  signal:
    'The pod names a node, no kubelet has reported on it, and there is no such node; whether the template of its owner names it (spec.nodeName) tells what to change.',
  looksAt: ['Pod', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    livePods(facts).flatMap((pod) => {
      const name = pod.spec?.nodeName;
      const unreported =
        (pod.status?.containerStatuses ?? []).length === 0 && pod.status?.phase === 'Pending';
      const unknown =
        !couldSee(facts, 'Node') || facts.objects.Node.some(({ metadata }) => metadata?.name === name);
      if (name === undefined || !unreported || unknown) return [];
      const object = refOf('Pod', pod);
      const workload = workloadOf(facts, pod);
      const title = workload === null ? `Pod ${object.name}` : `${workload.kind} ${workload.name}`;
      const pinned = isPinned(facts, pod);
      return [
        {
          severity: 'critical',
          confidence: 'likely',
          object,
          summary: pinned
            ? `The template of ${title} pins its pods to node ${name} (spec.nodeName), which does not exist`
            : `Pod ${object.name} is bound to node ${name}, which does not exist`,
          evidence: [specEvidence(object, `nodeName: ${name}`)],
          remedies: [remedyOf(facts, pod, title)],
          // Each template is mended by itself.
          fingerprint: pinned ? `${name} ${object.namespace ?? ''} ${title}` : name,
        },
      ];
    }),
};

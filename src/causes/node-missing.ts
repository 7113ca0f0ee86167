import { specEvidence } from '../facts/evidence.ts';
import { couldSee } from '../facts/gaps.ts';
import { livePods } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const nodeMissing: Cause = {
  id: 'node-missing',
  title: 'Node of the pod does not exist',
  rulesOut: 'nodes',
  signal: 'The pod names a node, no kubelet has reported on it, and there is no such node.',
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
      return [
        {
          severity: 'critical',
          confidence: 'likely',
          object,
          summary: `Pod ${object.name} is bound to node ${name}, which does not exist`,
          evidence: [specEvidence(object, `nodeName: ${name}`)],
          remedies: [
            {
              title: 'Leave nodeName to the scheduler, or delete the pod so that its owner replaces it',
              command: null,
              action: null,
            },
          ],
          fingerprint: name,
        },
      ];
    }),
};

import { counted } from '../facts/counts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { unscheduledPods } from '../facts/placement/unscheduled.ts';
import { familyOf } from '../facts/pods.ts';
import type { Cause } from './cause.ts';

export const unschedulableOther: Cause = {
  id: 'unschedulable-other',
  title: 'The scheduler refuses for another reason',
  rulesOut: 'scheduling',
  signal:
    "PodScheduled is False for a reason that no other cause knows; the scheduler's clauses are quoted. A cluster without any node is one.",
  looksAt: ['Pod', 'Event', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'other').map(({ pod, ref, refusals, evidence }) => {
      const none = refusals.some(({ text }) => /no nodes available to schedule pods/.test(text));
      const said = refusals.map(({ nodes, text }) =>
        nodes === null ? text : `${counted(nodes, 'node')} ${text}`,
      );
      return {
        severity: 'critical',
        confidence: 'certain',
        object: ref,
        summary: `Pod ${ref.name} cannot be scheduled: ${none ? 'the cluster has no nodes' : said.join('; ')}`,
        effect: `pod ${ref.name} is not scheduled`,
        evidence,
        remedies: [
          none
            ? { title: 'Add a node', command: kubectl(null, 'get', 'nodes'), action: null }
            : {
                title: 'See what the scheduler says of each node',
                command: kubectl(ref.namespace, 'describe', 'pod', ref.name),
                action: null,
              },
        ],
        fingerprint: none ? 'no nodes' : familyOf(pod),
      };
    }),
};

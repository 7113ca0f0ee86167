import { wasListed } from '../facts/absence.ts';
import { span } from '../facts/durations.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { ownersOf } from '../facts/field-owners.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nodeCondition } from '../facts/nodes.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** A maintenance or an upgrade is over by then. */
const forgottenMs = 24 * 60 * 60 * 1000;

/** Whoever removes a machine, or replaces it, cordons it first and says so with a taint. */
const removing =
  /^(?:ToBeDeletedByClusterAutoscaler|DeletionCandidateOfClusterAutoscaler|karpenter\.sh\/.*|node\.kubernetes\.io\/out-of-service|cluster\.x-k8s\.io\/.*)$/;

export const nodeCordoned: Cause = {
  id: 'node-cordoned',
  title: 'Node is cordoned',
  rulesOut: 'nodes',
  signal:
    '`spec.unschedulable` is set; since when is in its taint, by whom in managedFields. A cordon of more than a day looks forgotten; a fresh one is only mentioned, one by an autoscaler that removes the node is not.',
  looksAt: ['Node'],
  about: ['Node'],
  look: (facts) => {
    // Of a pod that runs on such a node it says nothing.
    if (!wasListed(facts, 'Node', null)) return [];
    return facts.objects.Node.flatMap((node) => {
      const taints = node.spec?.taints ?? [];
      const away =
        taints.some(({ key }) => removing.test(key ?? '')) || node.metadata?.deletionTimestamp !== undefined;
      if (node.spec?.unschedulable !== true || away || nodeCondition(node, 'Ready')?.status !== 'True')
        return [];
      const object = refOf('Node', node);
      const taint = taints.find(({ key }) => key === 'node.kubernetes.io/unschedulable');
      const [owner] = ownersOf(node.metadata, 'f:spec', 'f:unschedulable');
      const at = taint?.timeAdded ?? owner?.at ?? null;
      const forMs = at === null ? null : Date.parse(facts.now) - Date.parse(at);
      const forgotten = forMs !== null && forMs > forgottenMs;
      const since = forMs === null ? '' : ` for ${span(forMs)}`;
      const by = owner === undefined ? '' : `, by ${owner.by}`;
      return [
        {
          severity: forgotten ? 'warning' : 'info',
          confidence: forgotten ? 'likely' : 'certain',
          object,
          summary: `Node ${object.name} is cordoned${since}${by}: it takes no new pods${forgotten ? ', which looks forgotten' : ''}`,
          effect: `node ${object.name} takes no new pods`,
          evidence: [
            statusEvidence(object, `unschedulable: true${by === '' ? '' : `, set${by.slice(1)}`}`, at),
          ],
          remedies: [
            {
              title: 'Uncordon it once its maintenance is over',
              command: kubectl(null, 'uncordon', object.name),
              action: null,
            },
          ],
          fingerprint: object.name,
        },
      ];
    });
  },
};

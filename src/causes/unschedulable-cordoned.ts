import { counted } from '../facts/counts.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { ownersOf } from '../facts/field-owners.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { ObjectOf } from '../facts/objects.ts';
import { unscheduledPods } from '../facts/placement/unscheduled.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** By what, and when, a node was cordoned: the owner of the field, the time of the taint. */
const cordonedBy = ({ metadata, spec }: ObjectOf['Node']): { by: string; at: string | null } => {
  const taint = spec?.taints?.find(({ key }) => key === 'node.kubernetes.io/unschedulable');
  const [owner] = ownersOf(metadata, 'f:spec', 'f:unschedulable');
  return { by: owner === undefined ? '' : ` by ${owner.by}`, at: taint?.timeAdded ?? owner?.at ?? null };
};

export const unschedulableCordoned: Cause = {
  id: 'unschedulable-cordoned',
  title: 'Nodes are cordoned',
  rulesOut: 'scheduling',
  signal:
    'PodScheduled is False and the nodes that would take the pod have `spec.unschedulable`; by whom and since when is in their managedFields and taint.',
  looksAt: ['Pod', 'Event', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'cordon').map(({ ref, refusals, nodes, also, others, evidence }) => {
      const count =
        nodes.length > 0 ? nodes.length : (refusals.find(({ problem }) => problem === 'cordon')?.nodes ?? 0);
      const [first] = nodes;
      const all = facts.objects.Node.length;
      const could = also.length === 0 ? ', which could take it,' : '';
      const named =
        nodes.length === 1 && first !== undefined
          ? `node ${first.name}${could} is`
          : `${counted(count, 'node')} that could take it are`;
      const which = all > 1 && nodes.length === all ? `all ${all} nodes are` : named;
      const beside = also.length === 0 ? '' : ` and ${also.map(({ text }) => text).join(', ')}`;
      const short = `Pod ${ref.name} cannot be scheduled: ${which} cordoned${beside}`;
      return {
        severity: 'critical',
        confidence: 'certain',
        object: ref,
        summary: `${short}${others}`,
        brief: short,
        effect: `pod ${ref.name} is not scheduled`,
        evidence: [
          // Beside who cordoned them, that they are needs no line of its own.
          ...evidence.filter(({ text }) => text !== 'unschedulable: true'),
          ...nodes.slice(0, 3).map(({ node }) => {
            const { by, at } = cordonedBy(node);
            return statusEvidence(refOf('Node', node), `unschedulable: true, set${by}`, at);
          }),
        ],
        remedies: [
          {
            title: 'Uncordon a node once its maintenance is over',
            command: kubectl(null, 'uncordon', first?.name ?? 'NODE'),
            action: null,
          },
        ],
        fingerprint: nodes.map(({ name }) => name).join(' '),
      };
    }),
};

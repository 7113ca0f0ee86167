import { daemonPodsOf, isLeaving, isVirtual, refusalOf } from '../facts/daemonsets.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { couldSee } from '../facts/gaps.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const daemonsetMisplaced: Cause = {
  id: 'daemonset-misplaced',
  title: 'A DaemonSet still runs on nodes that it should not run on',
  rulesOut: 'rollouts',
  signal:
    'status.numberMisscheduled is above 0: pods run on nodes whose taints they do not tolerate any more, or whose labels do not fit. Nodes that an autoscaler removes and virtual nodes are no fault.',
  looksAt: ['DaemonSet', 'Pod', 'Node'],
  about: ['DaemonSet'],
  look: (facts) =>
    facts.objects.DaemonSet.flatMap((set) => {
      const misplaced = set.status?.numberMisscheduled ?? 0;
      if (misplaced === 0 || !couldSee(facts, 'Node') || facts.objects.Node.length === 0) return [];
      const object = refOf('DaemonSet', set);
      const nodes = new Set(daemonPodsOf(facts, set).flatMap(({ spec }) => spec?.nodeName ?? []));
      const wrong = facts.objects.Node.filter(
        (node) => nodes.has(node.metadata?.name ?? '') && !isLeaving(node) && !isVirtual(node),
      ).flatMap((node) => {
        const why = refusalOf(set, node);
        return why === null ? [] : [{ node, name: node.metadata?.name ?? '', why }];
      });
      const [first] = wrong;
      if (first === undefined) return [];
      const names = wrong.map(({ name }) => name);
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          object,
          summary: `DaemonSet ${object.name} still runs on node ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}, where it would not be placed any more: ${first.why}`,
          evidence: [
            statusEvidence(
              object,
              `numberMisscheduled: ${misplaced}, desiredNumberScheduled: ${set.status?.desiredNumberScheduled ?? 0}`,
            ),
            ...wrong.slice(0, 2).map(({ node, why }) => statusEvidence(refOf('Node', node), why)),
            specEvidence(
              object,
              `tolerations: ${set.spec?.template?.spec?.tolerations?.map(({ key, value, effect }) => `${key ?? 'any'}${value === undefined ? '' : `=${value}`}:${effect ?? 'any'}`).join(', ') ?? 'none'}`,
            ),
          ],
          remedies: [
            {
              title:
                'Tolerate the taint or correct the node selector if it belongs there; else delete its pod there',
              command: kubectl(object.namespace, 'edit', `daemonset/${object.name}`),
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};

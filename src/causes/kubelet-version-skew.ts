import { wasListed } from '../facts/absence.ts';
import { isVirtual } from '../facts/daemonsets.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { once } from '../facts/memo.ts';
import type { Node } from '../facts/nodes.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** A kubelet may be three minor versions older than the API server: https://kubernetes.io/releases/version-skew-policy/#kubelet */
const mostBehind = 3;
/** Before 1.25 it was two. */
const mostBehindOnce = 2;

const minorOf = (node: Node): number | null => {
  const { status } = node;
  // A node without a machine reports a version of its provider's.
  if (isVirtual(node) || /-vk-/.test(status?.nodeInfo?.kubeletVersion ?? '')) return null;
  const match = /^v?1\.(\d+)/.exec(status?.nodeInfo?.kubeletVersion ?? '');
  return match === null ? null : Number(match[1]);
};

/** No kubelet may be newer than the API server, so that one is at least as new as the newest of them. */
const newest = once((facts: Facts): Node | undefined =>
  facts.objects.Node.reduce<Node | undefined>(
    (best, node) => ((minorOf(node) ?? -1) > (best === undefined ? -1 : (minorOf(best) ?? -1)) ? node : best),
    undefined,
  ),
);

export const kubeletVersionSkew: Cause = {
  id: 'kubelet-version-skew',
  title: 'Kubelet is too old for the control plane',
  rulesOut: 'nodes',
  signal:
    'The kubelet of a node is more than three minor versions older than that of the newest node (two before 1.25), which is no newer than the API server: Kubernetes supports no such distance.',
  looksAt: ['Node'],
  about: ['Node'],
  look: (facts) => {
    const best = newest(facts);
    const top = best === undefined ? null : minorOf(best);
    if (best === undefined || top === null || !wasListed(facts, 'Node', null)) return [];
    return facts.objects.Node.flatMap((node) => {
      const own = minorOf(node);
      const atMost = own !== null && own < 25 ? mostBehindOnce : mostBehind;
      if (own === null || top - own <= atMost) return [];
      const object = refOf('Node', node);
      const version = node.status?.nodeInfo?.kubeletVersion ?? '';
      const other = best.status?.nodeInfo?.kubeletVersion ?? '';
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          object,
          summary: `Node ${object.name} runs kubelet ${version}, ${top - own} minor versions behind node ${refOf('Node', best).name} (${other}): at most ${atMost} are supported`,
          shared: `Nodes run kubelet ${version}, ${top - own} minor versions behind others (${other}): at most ${atMost} are supported`,
          effect: `node ${object.name} may misbehave`,
          evidence: [
            statusEvidence(object, `kubeletVersion: ${version}`),
            statusEvidence(refOf('Node', best), `kubeletVersion: ${other}`),
          ],
          remedies: [
            {
              title: 'Upgrade the node, or replace it with one of the version of the others',
              command: null,
              action: null,
            },
          ],
          fingerprint: `${version} ${other}`,
        },
      ];
    });
  },
};

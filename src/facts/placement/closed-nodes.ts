import { taintName, taintText, untolerated } from '../node-demands.ts';
import { cordonTaint, taintsAgainst } from '../node-taints.ts';
import type { Taint } from '../node-taints.ts';
import type { ObjectOf, Pod } from '../objects.ts';
import type { Obstacle } from './obstacle.ts';

type Node = ObjectOf['Node'];

const controlPlane = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];

const isOfControlPlane = ({ key = '' }: Taint): boolean => controlPlane.includes(key);

const forControlPlane = 'kept for the control plane';

const isCordon = ({ key }: Taint): boolean => key === cordonTaint;

const byCordon = (pod: Pod, node: Node): Obstacle[] => {
  const shut =
    untolerated(pod, node).some(isCordon) ||
    (node.spec?.unschedulable === true && !(node.spec.taints ?? []).some(isCordon));
  return shut ? [{ problem: 'cordon', text: 'cordoned', quote: 'unschedulable: true', cost: 1 }] : [];
};

/** Any taint of its own keeps the pod away, also from a node that is well; the state counts where there is none. */
const byTaints = (pod: Pod, node: Node): Obstacle[] => {
  const { all, own, states } = taintsAgainst(pod, node);
  if (all.length === 0) return [];
  const words = own.map((taint) =>
    isOfControlPlane(taint) ? forControlPlane : `tainted ${taintName(taint)}`,
  );
  return [
    {
      problem: 'taint',
      text:
        own.length === 0
          ? states.join(' and ')
          : own.every(isOfControlPlane)
            ? forControlPlane
            : `tainted ${own.map(taintText).join(', ')}`,
      words: own.length === 0 ? states : words,
      quote: `taints: ${all.map(taintText).join(', ')}`,
      cost: own.length === 0 ? 1.5 : own.some(isOfControlPlane) ? 6 : 3,
    },
  ];
};

/** That a node takes no pods at all, or none without a toleration. */
export const byClosing = (pod: Pod, node: Node): Obstacle[] =>
  node.spec?.unschedulable !== true && (node.spec?.taints ?? []).length === 0
    ? []
    : [...byCordon(pod, node), ...byTaints(pod, node)];

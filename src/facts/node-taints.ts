import { untolerated } from './node-demands.ts';
import type { ObjectOf, Pod } from './objects.ts';
import { tableOf } from './table.ts';

type Node = ObjectOf['Node'];
export type Taint = NonNullable<NonNullable<Node['spec']>['taints']>[number];

/** What the node controller says by a taint. https://kubernetes.io/docs/reference/labels-annotations-taints/ */
const states: { readonly [key: string]: string } = tableOf({
  'node.kubernetes.io/not-ready': 'not ready',
  'node.kubernetes.io/unreachable': 'out of reach',
  'node.kubernetes.io/memory-pressure': 'short of memory (MemoryPressure)',
  'node.kubernetes.io/disk-pressure': 'short of disk (DiskPressure)',
  'node.kubernetes.io/pid-pressure': 'short of process ids (PIDPressure)',
  'node.kubernetes.io/network-unavailable': 'without its network',
  'node.kubernetes.io/out-of-service': 'marked out of service',
  'node.cloudprovider.kubernetes.io/shutdown': 'shut down',
  'node.cloudprovider.kubernetes.io/uninitialized': 'not initialised by its cloud controller yet',
});

export const cordonTaint = 'node.kubernetes.io/unschedulable';

/**
 * The taints of a node that keep a pod away, that of a cordon left out: `own` say what the node is for and stay until
 * somebody removes them, `states` are what the others say of its state and go with it.
 */
export const taintsAgainst = (pod: Pod, node: Node): { all: Taint[]; own: Taint[]; states: string[] } => {
  const all = untolerated(pod, node).filter(({ key }) => key !== cordonTaint);
  return {
    all,
    own: all.filter(({ key = '' }) => states[key] === undefined),
    states: [...new Set(all.flatMap(({ key = '' }) => states[key] ?? []))],
  };
};

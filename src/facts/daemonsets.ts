import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import { demandsOf, taintText, unmetBy, untolerated } from './node-demands.ts';
import type { ObjectOf, Pod } from './objects.ts';
import { controllerOf } from './pods.ts';

export type DaemonSet = ObjectOf['DaemonSet'];
type Node = ObjectOf['Node'];

/** Taints that every pod of a DaemonSet tolerates: https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#taints-and-tolerations */
const tolerated = [
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
  'node.kubernetes.io/disk-pressure',
  'node.kubernetes.io/memory-pressure',
  'node.kubernetes.io/pid-pressure',
  'node.kubernetes.io/unschedulable',
  'node.kubernetes.io/network-unavailable',
];

const podsByOwner = once((facts: Facts) =>
  Map.groupBy(facts.objects.Pod, (pod) => controllerOf(pod)?.uid ?? ''),
);

/** The pods of a DaemonSet, those being deleted left out. */
export const daemonPodsOf = (facts: Facts, set: DaemonSet): Pod[] =>
  (podsByOwner(facts).get(set.metadata?.uid ?? 'none') ?? []).filter(
    ({ metadata }) => metadata?.deletionTimestamp === undefined,
  );

/** A pod as the DaemonSet would make it. */
const asPod = ({ spec }: DaemonSet): Pod => ({ spec: spec?.template?.spec });

/** An autoscaler is about to take the node away: it drains it and expects nothing new on it. */
export const isLeaving = ({ metadata, spec }: Node): boolean =>
  metadata?.deletionTimestamp !== undefined ||
  (spec?.taints ?? []).some(({ key = '' }) =>
    /^(?:ToBeDeletedByClusterAutoscaler|DeletionCandidateOfClusterAutoscaler|karpenter\.sh\/(?:disrupted|disruption|unregistered)|cluster-autoscaler\.kubernetes\.io\/.*|node\.cloudprovider\.kubernetes\.io\/.*|node\.kubernetes\.io\/out-of-service|aws-node-termination-handler\/.*|cloud\.google\.com\/impending-node-termination)$/.test(
      key,
    ),
  );

/** A node without a machine behind it, on which DaemonSets are not meant to run. */
export const isVirtual = ({ metadata, spec }: Node): boolean =>
  metadata?.labels?.['type'] === 'virtual-kubelet' ||
  metadata?.labels?.['eks.amazonaws.com/compute-type'] === 'fargate' ||
  (spec?.taints ?? []).some(({ key }) => key === 'virtual-kubelet.io/provider');

/** Why a DaemonSet is not placed on a node, by its labels or taints; null where it is. */
export const refusalOf = (set: DaemonSet, node: Node): string | null => {
  const pod = asPod(set);
  // A node without the label is not meant, whatever taints it has.
  const [demand] = unmetBy(pod, node);
  if (demand !== undefined) return `the node does not meet its ${demand.from} ${demand.text}`;
  const [taint] = untolerated(pod, node).filter(({ key = '' }) => !tolerated.includes(key));
  return taint === undefined ? null : `it does not tolerate the taint ${taintText(taint)}`;
};

/** What a DaemonSet demands of its nodes and none of those that were read meets, in words; null where one meets it all. */
export const metByNone = (facts: Facts, set: DaemonSet): string | null => {
  const pod = asPod(set);
  const demand = demandsOf(pod).find(({ met }) => !facts.objects.Node.some(met));
  if (demand === undefined || facts.objects.Node.some((node) => unmetBy(pod, node).length === 0)) return null;
  return /^[^\s=]+(?:=\S*)?$/.test(demand.text)
    ? `none has the label ${demand.text}`
    : `none meets its ${demand.from} ${demand.text}`;
};

/** Keys that say where the control plane runs, and what else is kept free of ordinary workloads by everybody. */
const customary = /^node-role\.kubernetes\.io\//;

/** The nodes without a pod of a DaemonSet, and why; those on which nobody expects one are left out. */
export const nodesWithout = (facts: Facts, set: DaemonSet): { name: string; why: string }[] => {
  const taken = new Set(daemonPodsOf(facts, set).flatMap(({ spec }) => spec?.nodeName ?? []));
  return facts.objects.Node.filter(
    (node) =>
      !taken.has(node.metadata?.name ?? '') &&
      !isLeaving(node) &&
      !isVirtual(node) &&
      !(node.spec?.taints ?? []).some(({ key = '' }) => customary.test(key)),
  ).flatMap((node) => {
    const why = refusalOf(set, node);
    return why === null ? [] : [{ name: node.metadata?.name ?? '', why }];
  });
};

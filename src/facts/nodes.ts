import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import type { ObjectOf, Pod } from './objects.ts';
import { controllerOf } from './pods.ts';

export type Node = ObjectOf['Node'];
export type NodeCondition = NonNullable<NonNullable<Node['status']>['conditions']>[number];

/** A machine that has just joined is not ready until its network plugin runs; that takes a minute or two. */
const joiningMs = 2 * 60 * 1000;

export const nodeCondition = (node: Node, type: string): NodeCondition | undefined =>
  node.status?.conditions?.find((condition) => condition.type === type);

/** Whether the node controller says that it never heard of the kubelet: somebody made the Node, and no machine speaks for it. */
export const hasNeverReported = (node: Node): boolean =>
  nodeCondition(node, 'Ready')?.reason === 'NodeStatusNeverUpdated';

/** Whether the kubelet of a node is seen to have reported anything: the condition of its network is written by others. */
export const hasReported = (node: Node): boolean =>
  !hasNeverReported(node) &&
  (node.status?.conditions ?? []).some(({ type }) => type !== 'NetworkUnavailable');

/** Whether a node joined the cluster just now, so that what it lacks is still coming. */
export const isJoining = (facts: Facts, { metadata }: Node): boolean =>
  Date.parse(facts.now) - Date.parse(metadata?.creationTimestamp ?? '') < joiningMs;

const byNode = once((facts: Facts) => Map.groupBy(facts.objects.Pod, ({ spec }) => spec?.nodeName ?? ''));

/** The pods on a node, as far as they were read. */
export const podsOn = (facts: Facts, node: Node): readonly Pod[] =>
  byNode(facts).get(node.metadata?.name ?? '') ?? [];

const leases = once(
  (facts: Facts) =>
    new Map(
      facts.objects.Lease.filter(({ metadata }) => metadata?.namespace === 'kube-node-lease').map((lease) => [
        lease.metadata?.name ?? '',
        lease,
      ]),
    ),
);

/** The Lease that a kubelet renews every ten seconds; undefined where it was not read. */
export const nodeLease = (facts: Facts, node: Node): ObjectOf['Lease'] | undefined =>
  leases(facts).get(node.metadata?.name ?? '');

/** When the kubelet was last heard of, RFC 3339, by its lease or its last report; null where neither tells. */
export const heardAt = (facts: Facts, node: Node): string | null => {
  const ready = nodeCondition(node, 'Ready');
  const times = [nodeLease(facts, node)?.spec?.renewTime, ready?.lastHeartbeatTime].flatMap(
    (time) => time ?? [],
  );
  // Whole seconds and microseconds stand beside each other: as texts they do not compare.
  return times.toSorted((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null;
};

/** DaemonSet pods and those that the kubelet reads from its own files stay on their node, whatever becomes of it. */
const staysOn = (pod: Pod): boolean =>
  ['DaemonSet', 'Node'].includes(controllerOf(pod)?.kind ?? '') ||
  pod.metadata?.annotations?.['kubernetes.io/config.mirror'] !== undefined;

/** When the pods of a lost node are evicted: `due` in milliseconds since 1970; `staying` tolerate it for ever, `gone` are already deleted. */
export type Evictions = { due: number[]; staying: number; gone: number };

/**
 * What a NoExecute taint of the control plane does to the pods on a node: each tolerates it for a time, 300 s unless it
 * says otherwise. https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
 */
export const evictionsOf = (facts: Facts, node: Node): Evictions => {
  const taint = node.spec?.taints?.find(
    ({ key, effect }) =>
      effect === 'NoExecute' &&
      (key === 'node.kubernetes.io/unreachable' || key === 'node.kubernetes.io/not-ready'),
  );
  const evictions: Evictions = { due: [], staying: 0, gone: 0 };
  for (const pod of podsOn(facts, node)) {
    if (['Succeeded', 'Failed'].includes(pod.status?.phase ?? '') || staysOn(pod)) continue;
    if (pod.metadata?.deletionTimestamp !== undefined) {
      evictions.gone += 1;
      continue;
    }
    const fitting = (pod.spec?.tolerations ?? []).filter(
      ({ key, effect }) =>
        (key === undefined || key === '' || key === taint?.key) &&
        (effect === undefined || effect === '' || effect === 'NoExecute'),
    );
    // Without any the pod is evicted at once; of several the shortest counts.
    const seconds =
      fitting.length === 0 ? 0 : Math.min(...fitting.map((one) => one.tolerationSeconds ?? Infinity));
    const at = Date.parse(taint?.timeAdded ?? '') + seconds * 1000;
    // A node that was lost a moment ago does not have the taint yet.
    if (seconds === Infinity) evictions.staying += 1;
    else if (Number.isFinite(at)) evictions.due.push(at);
  }
  return { ...evictions, due: evictions.due.toSorted((a, b) => a - b) };
};

import { unmetBy } from '../node-demands.ts';
import { taintsAgainst } from '../node-taints.ts';
import type { ObjectOf, Pod } from '../objects.ts';
import { keyOf, nameOf, refOf } from '../refs.ts';
import type { ChangeSource, KnownChange } from './change.ts';
import { touches, writesOf } from './managers.ts';

const unschedulable = 'node.kubernetes.io/unschedulable';

type Node = ObjectOf['Node'];

/** Taints that a node gets in its first seconds belong to its making. */
const makingMs = 5000;

/** Whether the node would be one for the pod if it were not for the taint of that key. */
const isMeantFor = (pod: Pod, node: Node, key: string): boolean =>
  unmetBy(pod, node).length === 0 && taintsAgainst(pod, node).own.every((taint) => taint.key === key);

/** Cordons of the nodes in sight, and taints that somebody (not the control plane by itself) put on them. */
export const nodeChanges: ChangeSource = (facts, { below }) =>
  facts.objects.Node.flatMap((node): KnownChange[] => {
    const object = refOf('Node', node);
    const waiting = facts.objects.Pod.filter(
      (pod) => pod.spec?.nodeName === undefined && below.has(keyOf(refOf('Pod', pod))),
    );
    const isOwn = below.has(keyOf(object));
    if (!isOwn && waiting.length === 0) return [];
    const made = Date.parse(node.metadata?.creationTimestamp ?? '');
    const writes = writesOf(node.metadata).filter(({ by }) => by !== 'kube-controller-manager');
    const by = (path: string): string | null => {
      const write = writes.find((one) => one.entry.fieldsV1 !== undefined && touches(one, path));
      return write?.by ?? null;
    };
    const common = { object, rollout: null };
    return (node.spec?.taints ?? []).flatMap((taint): KnownChange[] => {
      const { key = '', value, effect = '', timeAdded } = taint;
      if (timeAdded === undefined || Date.parse(timeAdded) - made < makingMs) return [];
      // A node that is for others was none for the pods that wait before, either.
      if (!isOwn && !waiting.some((pod) => isMeantFor(pod, node, key))) return [];
      if (key === unschedulable)
        return [
          {
            ...common,
            at: timeAdded,
            what: `${nameOf(object)} was cordoned`,
            by: by('f:spec.f:unschedulable'),
          },
        ];
      if (key.startsWith('node.kubernetes.io/')) return [];
      const words = `${key}${value === undefined || value === '' ? '' : `=${value}`}:${effect}`;
      return [
        {
          ...common,
          at: timeAdded,
          what: `${nameOf(object)} was tainted ${words}`,
          by: by('f:spec.f:taints'),
        },
      ];
    });
  });

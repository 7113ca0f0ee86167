import { keyOf, nameOf, refOf } from '../refs.ts';
import type { ChangeSource, KnownChange } from './change.ts';
import { touches, writesOf } from './managers.ts';

const unschedulable = 'node.kubernetes.io/unschedulable';

/** Cordons of the nodes in sight, and taints that somebody (not the control plane by itself) put on them. */
export const nodeChanges: ChangeSource = (facts, { below }) =>
  facts.objects.Node.flatMap((node): KnownChange[] => {
    const object = refOf('Node', node);
    const waiting = facts.objects.Pod.some(
      (pod) => pod.spec?.nodeName === undefined && below.has(keyOf(refOf('Pod', pod))),
    );
    if (!below.has(keyOf(object)) && !waiting) return [];
    const writes = writesOf(node.metadata).filter(({ by }) => by !== 'kube-controller-manager');
    const by = (path: string): string | null => {
      const write = writes.find((one) => one.entry.fieldsV1 !== undefined && touches(one, path));
      return write?.by ?? null;
    };
    const common = { object, rollout: null };
    return (node.spec?.taints ?? []).flatMap((taint): KnownChange[] => {
      const { key = '', value, effect = '', timeAdded } = taint;
      if (timeAdded === undefined) return [];
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

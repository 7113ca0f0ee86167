import { missedPeers } from './explanations.ts';
import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import type { Pod } from './objects.ts';
import { podsBehind } from './services.ts';

const needs = once((facts: Facts) => {
  const index = new Map<Pod, Pod[]>();
  for (const { trouble, dependency } of missedPeers(facts)) {
    const { peer } = dependency;
    const behind =
      peer.type === 'service' ? podsBehind(facts, peer.service) : peer.type === 'pod' ? [peer.pod] : [];
    index.set(trouble.view.pod, [...(index.get(trouble.view.pod) ?? []), ...behind]);
  }
  return index;
});

/** Whether what a pod cannot reach needs, in the end, the pod itself: then neither is the root of the other. */
export const needsItself = (facts: Facts, pod: Pod): boolean => {
  const open = [...(needs(facts).get(pod) ?? [])];
  const seen = new Set<Pod>();
  for (const one of open) {
    if (one === pod) return true;
    if (seen.has(one)) continue;
    seen.add(one);
    open.push(...(needs(facts).get(one) ?? []));
  }
  return false;
};

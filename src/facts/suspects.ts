import { dependency, isBroken } from './dependencies.ts';
import type { Facts } from './facts.ts';
import { mentionsOf } from './mentions.ts';
import type { Pod } from './objects.ts';
import { containersOf, isReady, isTroubled, lastEnd } from './pods.ts';
import { servedBy } from './served-by.ts';
import { backersOf, podsBehind, servicesAround } from './services.ts';
import type { Service } from './services.ts';

const suspectsAtMost = 3;
/** Of a crowd in the same trouble a few tell what all miss. */
const askedAtMost = 20;

/** Whether a pod is unwell in a way that something it needs can explain: one of its containers has run. */
export const mayLack = (facts: Facts, pod: Pod): boolean =>
  !isReady(pod) &&
  isTroubled(facts, pod) &&
  containersOf(pod).some(
    ({ status }) => status?.state?.running !== undefined || lastEnd(status) !== undefined,
  );

/** The Services without a ready pod that a pod names in its declaration; then those of its namespace it may know otherwise. */
const brokenFor = (facts: Facts, pod: Pod): Service[] => {
  const named = containersOf(pod)
    .flatMap(({ spec }) => mentionsOf(spec))
    .map((mention) => dependency(facts, pod, { ...mention, failure: null }))
    .filter(isBroken)
    .flatMap(({ peer }) => (peer.type === 'service' ? [peer.service] : []));
  const own = new Set(servedBy(facts, pod).map(({ service }) => service));
  // What a ConfigMap or Secret names is not known: then any Service that is down may be it.
  const others = servicesAround(facts, pod).filter(
    (service) =>
      !own.has(service) && podsBehind(facts, service).length > 0 && !podsBehind(facts, service).some(isReady),
  );
  return [...new Set([...named, ...others])];
};

/**
 * The pods whose trouble may be why others are unwell: one behind each Service that the others need and that has no
 * ready pod, and what those need in turn. `pods` themselves are left out.
 */
export const suspectsOf = (facts: Facts, pods: readonly Pod[]): Pod[] => {
  const found = new Set<Pod>();
  const open = pods.filter((pod) => mayLack(facts, pod)).slice(0, askedAtMost);
  const asked = new Set<Pod>(open);
  for (const pod of open)
    for (const service of brokenFor(facts, pod)) {
      const one = podsBehind(facts, service).find((behind) => isTroubled(facts, behind));
      if (one === undefined || asked.has(one)) continue;
      if (found.size >= suspectsAtMost) return [...found];
      asked.add(one);
      if (!pods.includes(one)) found.add(one);
      if (mayLack(facts, one)) open.push(one);
    }
  return [...found];
};

/** Services that a pod in trouble names and that no workload which was read is behind: a StatefulSet may be. */
export const lacksBacker = (facts: Facts, pods: readonly Pod[]): boolean =>
  pods.some(
    (pod) =>
      mayLack(facts, pod) &&
      brokenFor(facts, pod).some(
        (service) => podsBehind(facts, service).length === 0 && backersOf(facts, service).length === 0,
      ),
  );

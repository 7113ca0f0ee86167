import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import type { Pod } from './objects.ts';
import { isReady } from './pods.ts';
import { matchesMap } from './selectors.ts';
import { podsBehind, selectingServices } from './services.ts';
import type { Service } from './services.ts';

const byNamespace = once((facts: Facts) =>
  Map.groupBy(selectingServices(facts), ({ metadata }) => metadata?.namespace),
);

/** A Service beside how many of the pods behind it are ready. */
export type Served = { service: Service; ready: number; total: number };

const known = once((_facts: Facts) => new Map<Service, Served>());

const countedPods = (facts: Facts, service: Service): Served => {
  const before = known(facts).get(service);
  if (before !== undefined) return before;
  const pods = podsBehind(facts, service);
  const served = { service, ready: pods.filter(isReady).length, total: pods.length };
  known(facts).set(service, served);
  return served;
};

/** The Services that a pod is an endpoint of, by their selectors. */
export const servedBy = (facts: Facts, { metadata }: Pod): Served[] =>
  (byNamespace(facts).get(metadata?.namespace) ?? [])
    .filter(({ spec }) => matchesMap(spec?.selector, metadata?.labels))
    .map((service) => countedPods(facts, service));

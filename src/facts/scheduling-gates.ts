import { wasListed } from './absence.ts';
import type { Facts } from './facts.ts';
import { keeperOf, workloadsNamed } from './finalizers.ts';
import type { Pod } from './objects.ts';

/** The scheduling gates that a pod has not lost yet. */
export const gatesOf = ({ spec }: Pod): string[] =>
  (spec?.schedulingGates ?? []).flatMap(({ name }) => name ?? []);

export const isOfKueue = (gate: string): boolean => gate.startsWith('kueue.x-k8s.io/');

const lies = (group: string, domain: string): boolean => group === domain || group.endsWith(`.${domain}`);

/**
 * Why nothing that is known removes a gate: a gate is named by the domain of whoever sets and removes it, and the cluster
 * serves no API of that domain, nor does a workload bear its name. Null where something does, or where that was not read.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/
 */
export const whyKept = (facts: Facts, gate: string): string | null => {
  const [domain = '', name] = gate.split('/');
  const { kinds, whole } = facts.served;
  if (name === undefined || !whole || kinds.some(({ group }) => lies(group, domain) || lies(domain, group)))
    return null;
  if (isOfKueue(gate)) return `Kueue is not installed (no API of ${domain} is served)`;
  const keeper = keeperOf(gate);
  const words = keeper.type === 'controller' ? keeper.words : [];
  if (words.length > 0 && workloadsNamed(facts, words).length > 0) return null;
  const seen = words.length > 0 && wasListed(facts, 'Deployment', null);
  return `no API of ${domain} is served${seen ? ', and no workload is named like it' : ''}`;
};

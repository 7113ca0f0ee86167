import type { ProblemsOutcome } from './answer.ts';
import { within } from './diagnosis/concerning.ts';
import { judge } from './diagnosis/judge.ts';
import type { Sighting } from './diagnosis/judge.ts';
import { overview } from './diagnosis/overview.ts';
import { collectScope } from './facts/collect.ts';
import type { Facts } from './facts/facts.ts';
import { findNamespace } from './facts/find.ts';
import { unexaminedOf, unreadable } from './facts/gaps.ts';
import { neighbourhood } from './facts/related.ts';
import type { Cluster } from './ports.ts';

const hasAny = ({ objects }: Facts, namespace: string): boolean =>
  Object.values(objects).some((list) => list.some(({ metadata }) => metadata?.namespace === namespace));

/** What belongs into the answer about a namespace, or about all (null). */
const inScope = (facts: Facts, sightings: readonly Sighting[], namespace: string | null): Sighting[] =>
  namespace === null
    ? [...sightings]
    : within(
        sightings,
        namespace,
        neighbourhood(facts, { kind: 'Namespace', namespace: null, name: namespace }),
      );

/**
 * Everything that is wrong in one namespace, or in all of them (null), collapsed by what is shared: the registry, the
 * node, the missing object, the root. Worst first. A namespace in which nothing was seen is looked for, so that a slip of
 * the hand does not read as healthy.
 */
export const problems = async (
  cluster: Cluster,
  namespace: string | null,
  now: Date,
): Promise<ProblemsOutcome> => {
  const facts = await collectScope(cluster, namespace, now);
  if (!facts.ok) return unreadable(cluster.name, facts.failure);
  const place =
    namespace === null || hasAny(facts.value, namespace) ? null : await findNamespace(cluster, namespace);
  if (namespace !== null && place?.type === 'not-found')
    return { type: 'not-found', cluster: cluster.name, namespace, suggestions: place.suggestions };
  const gaps = [...facts.value.gaps, ...(place?.type === 'unknown' ? [place.gap] : [])];
  const { sightings, unexamined } = judge(facts.value);
  const grave = inScope(facts.value, sightings, namespace).filter(({ found }) => found.severity !== 'info');
  return {
    type: 'problems',
    problems: {
      apiVersion: 'kubewhy/v1',
      cluster: cluster.name,
      groups: overview(facts.value, grave),
      unexamined: [...unexaminedOf(gaps), ...unexamined],
    },
  };
};

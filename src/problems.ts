import type { ObjectRef, ProblemGroup, ProblemsOutcome } from './answer.ts';
import { chain, toFinding } from './diagnosis/chain.ts';
import { group, judge } from './diagnosis/judge.ts';
import { collectScope } from './facts/collect.ts';
import type { Facts } from './facts/facts.ts';
import { findNamespace } from './facts/find.ts';
import { unexaminedOf, unreadable } from './facts/gaps.ts';
import type { Cluster } from './ports.ts';

const objectsAtMost = 50;

const byName = (a: ObjectRef, b: ObjectRef): number =>
  (a.namespace ?? '').localeCompare(b.namespace ?? '') || a.name.localeCompare(b.name);

const hasAny = ({ objects }: Facts, namespace: string): boolean =>
  Object.values(objects).some((list) => list.some(({ metadata }) => metadata?.namespace === namespace));

/**
 * Everything that is wrong in one namespace, or in all of them (null), collapsed by what is shared: the registry, the
 * node, the missing object. What merely follows from another finding is counted with it, not beside it. Worst first.
 * A namespace in which nothing was seen is looked for, so that a slip of the hand does not read as healthy.
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
  const grave = sightings.filter(({ found }) => found.severity !== 'info');
  const groups = chain(group(grave), null)
    .filter(({ because }) => because.length === 0)
    .map((link): ProblemGroup => {
      const { cause, severity, summary } = toFinding(link);
      const { members } = link.judged;
      return {
        cause,
        severity,
        summary,
        count: members.length,
        objects: members.toSorted(byName).slice(0, objectsAtMost),
      };
    });
  return {
    type: 'problems',
    problems: {
      apiVersion: 'kubewhy/v1',
      cluster: cluster.name,
      groups,
      unexamined: [...unexaminedOf(gaps), ...unexamined],
    },
  };
};

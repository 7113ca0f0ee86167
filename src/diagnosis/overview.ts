import type { ObjectRef, ProblemGroup } from '../answer.ts';
import { downAmong } from '../facts/down-workloads.ts';
import type { Facts } from '../facts/facts.ts';
import { kinds } from '../facts/kinds.ts';
import { keyOf } from '../facts/refs.ts';
import { chain, confidences, severities, toFinding } from './chain.ts';
import type { Link } from './chain.ts';
import { group } from './judge.ts';
import type { Sighting } from './judge.ts';

const objectsAtMost = 50;

/** A root, and what follows from it by however many steps. */
type Problem = { root: Link; effects: Link[] };

/** What follows from several roots follows from each of them. */
const problemsOf = (links: readonly Link[]): Problem[] => {
  const roots: ReadonlySet<Problem>[] = [];
  const problems: Problem[] = [];
  for (const link of links) {
    if (link.because.length === 0) {
      const problem = { root: link, effects: [] };
      problems.push(problem);
      roots.push(new Set([problem]));
      continue;
    }
    // Links stand in the order of the chain: what one follows from stands before it.
    const own = new Set(link.because.flatMap((index) => [...(roots[index] ?? [])]));
    for (const { effects } of own) effects.push(link);
    roots.push(own);
  }
  return problems;
};

const kindRank: ReadonlyMap<string, number> = new Map(kinds.map(({ kind }, index) => [kind, index]));
const rankOf = ({ kind }: ObjectRef): number => kindRank.get(kind) ?? kinds.length;

const byName = (a: ObjectRef, b: ObjectRef): number =>
  (a.namespace ?? '').localeCompare(b.namespace ?? '') || a.name.localeCompare(b.name);

/** The objects of findings that are not among `known`, each once: workloads first, then by name. */
const othersOf = (links: readonly Link[], known: readonly ObjectRef[]): ObjectRef[] => {
  const others = new Map(links.flatMap(({ judged }) => judged.members).map((ref) => [keyOf(ref), ref]));
  for (const ref of known) others.delete(keyOf(ref));
  return [...others.values()].toSorted((a, b) => rankOf(a) - rankOf(b) || byName(a, b));
};

/** How much a problem weighs beside others of its severity. */
type Weight = { down: number; objects: number; outside: boolean; doubt: number };

const lighter = (a: Weight, b: Weight): number =>
  b.down - a.down || b.objects - a.objects || Number(a.outside) - Number(b.outside) || a.doubt - b.doubt;

const weigh = (
  facts: Facts,
  { root }: Problem,
  members: readonly ObjectRef[],
  effects: readonly ObjectRef[],
): Weight => {
  const all = [...members, ...effects];
  return {
    down: downAmong(facts, all) + members.filter(({ kind }) => kind === 'Node').length,
    objects: all.length,
    outside: members.every((ref) => rankOf(ref) === kinds.length),
    doubt: confidences[root.judged.lead.confidence],
  };
};

/**
 * What was found, collapsed by what is shared and by what it follows from: each root with its effects under it. Worst
 * first: by severity, which is that of the worst effect; then by the workloads without a ready pod and the nodes that it
 * comes to; then by how many objects show it, custom resources last.
 */
export const overview = (facts: Facts, sightings: readonly Sighting[]): ProblemGroup[] =>
  problemsOf(chain(group(sightings), null))
    .map((problem): { found: ProblemGroup; weight: Weight } => {
      const { root, effects } = problem;
      const { cause, summary } = toFinding(root);
      const members = root.judged.members.toSorted(byName);
      const others = othersOf(effects, members);
      const [severity = root.judged.lead.severity] = [root, ...effects]
        .map(({ judged }) => judged.lead.severity)
        .toSorted((a, b) => severities[a] - severities[b]);
      return {
        found: {
          cause,
          severity,
          summary,
          count: members.length,
          objects: members.slice(0, objectsAtMost),
          effectCount: others.length,
          effects: others.slice(0, objectsAtMost),
        },
        weight: weigh(facts, problem, members, others),
      };
    })
    .toSorted(
      (a, b) =>
        severities[a.found.severity] - severities[b.found.severity] ||
        lighter(a.weight, b.weight) ||
        a.found.summary.localeCompare(b.found.summary),
    )
    .map(({ found }) => found);

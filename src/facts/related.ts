import type { ObjectRef } from '../answer.ts';
import { edges } from './edges.ts';
import type { Edge } from './edges.ts';
import type { Facts } from './facts.ts';
import { diagnosable } from './kinds.ts';
import { once } from './memo.ts';
import { keyOf, refOf, sameRef } from './refs.ts';
import { deploymentOf, isEarlier } from './revisions.ts';

const inside = (facts: Facts, namespace: string): ObjectRef[] =>
  diagnosable.flatMap((kind) =>
    facts.objects[kind].map((object) => refOf(kind, object)).filter((ref) => ref.namespace === namespace),
  );

const closure = (start: readonly ObjectRef[], next: ReadonlyMap<string, ObjectRef[]>): Set<string> => {
  const seen = new Set<string>();
  const open = [...start];
  for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
    const key = keyOf(ref);
    if (seen.has(key)) continue;
    seen.add(key);
    open.push(...(next.get(key) ?? []));
  }
  return seen;
};

const index = (all: readonly Edge[], key: 'from' | 'to', value: 'from' | 'to'): Map<string, ObjectRef[]> => {
  const map = new Map<string, ObjectRef[]>();
  for (const edge of all) {
    const known = map.get(keyOf(edge[key]));
    if (known === undefined) map.set(keyOf(edge[key]), [edge[value]]);
    else known.push(edge[value]);
  }
  return map;
};

const standsOn = once((facts: Facts) => index(edges(facts), 'from', 'to'));
const carries = once((facts: Facts) => index(edges(facts), 'to', 'from'));

/**
 * The keys (`keyOf`) of the objects around one: `below` is the object and everything it stands on (its pods, their
 * claims, their nodes), `above` everything that stands on it (owners, Services, Ingresses).
 */
export type Neighbourhood = { below: ReadonlySet<string>; above: ReadonlySet<string> };

/** What is told of a Deployment is told of its newest ReplicaSet, which people ask about where they see it fail. */
const speakersFor = (facts: Facts, subject: ObjectRef): ObjectRef[] =>
  facts.objects.ReplicaSet.filter(
    (set) => sameRef(refOf('ReplicaSet', set), subject) && !isEarlier(facts, set),
  )
    .flatMap((set) => deploymentOf(facts, set) ?? [])
    .map((deployment) => refOf('Deployment', deployment));

export const neighbourhood = (facts: Facts, subject: ObjectRef): Neighbourhood => {
  const start = subject.kind === 'Namespace' ? [subject, ...inside(facts, subject.name)] : [subject];
  const below = closure(start, standsOn(facts));
  for (const ref of subject.kind === 'ReplicaSet' ? speakersFor(facts, subject) : []) below.add(keyOf(ref));
  return { below, above: closure(start, carries(facts)) };
};

import type { ObjectRef, WhyOutcome } from './answer.ts';
import type { Target } from './calls.ts';
import { answer } from './diagnosis/answer.ts';
import { collect } from './facts/collect.ts';
import { find } from './facts/find.ts';
import { unreadable } from './facts/gaps.ts';
import { diagnosable, kindByWord } from './facts/kinds.ts';
import type { Cluster } from './ports.ts';

/** The object that kind, namespace and name point at by themselves; null where it must be looked for. */
const exactly = (cluster: Cluster, target: Target): ObjectRef | null => {
  const kind = target.kind === null ? undefined : kindByWord(target.kind);
  if (kind === undefined || !diagnosable.includes(kind.kind)) return null;
  if (!kind.namespaced) return { kind: kind.kind, namespace: null, name: target.name };
  const namespace = target.namespace ?? cluster.namespace;
  return namespace === null ? null : { kind: kind.kind, namespace, name: target.name };
};

const judged = async (cluster: Cluster, ref: ObjectRef, now: Date): Promise<WhyOutcome | null> => {
  const collected = await collect(cluster, ref, now);
  if (!collected.ok) return unreadable(cluster.name, collected.failure);
  return collected.value === null
    ? null
    : { type: 'answer', answer: answer(collected.value.facts, collected.value.subject) };
};

/**
 * Find → collect → judge: why one target is unwell. Expected outcomes (no such object, several, a cluster that does not
 * answer) are values; it throws only where the code is wrong.
 */
export const why = async (cluster: Cluster, target: Target, now: Date): Promise<WhyOutcome> => {
  const exact = exactly(cluster, target);
  const direct = exact === null ? null : await judged(cluster, exact, now);
  if (direct !== null) return direct;
  const found = await find(cluster, target);
  const asked = { cluster: cluster.name, words: target.words };
  switch (found.type) {
    case 'not-found':
      return { ...found, ...asked, namespace: target.namespace };
    case 'ambiguous':
      return { ...found, ...asked };
    case 'unreadable':
      return unreadable(cluster.name, found.failure);
    case 'found': {
      // Between the two reads it can have been deleted.
      const gone = {
        ...asked,
        type: 'not-found' as const,
        namespace: target.namespace,
        suggestions: [],
        unexamined: [],
      };
      return (await judged(cluster, found.subject, now)) ?? gone;
    }
  }
};

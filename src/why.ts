import type { WhyOutcome } from './answer.ts';
import type { Target } from './calls.ts';
import { answer } from './diagnosis/answer.ts';
import { collect } from './facts/collect.ts';
import { find } from './facts/find.ts';
import { failureWords } from './facts/gaps.ts';
import type { Cluster } from './ports.ts';

/**
 * Find → collect → judge: why one target is unwell. Expected outcomes (no such object, several, a cluster that does not
 * answer) are values; it throws only where the code is wrong.
 */
export const why = async (cluster: Cluster, target: Target, now: Date): Promise<WhyOutcome> => {
  const found = await find(cluster, target);
  const asked = { cluster: cluster.name, words: target.words };
  switch (found.type) {
    case 'not-found':
      return { ...found, ...asked, namespace: target.namespace };
    case 'ambiguous':
      return { ...found, ...asked };
    case 'unreadable':
      return { type: 'unreadable', cluster: cluster.name, why: found.why };
    case 'found':
      break;
  }
  const facts = await collect(cluster, found.subject, now);
  if (!facts.ok) return { type: 'unreadable', cluster: cluster.name, why: failureWords(facts.failure) };
  return { type: 'answer', answer: answer(facts.value, found.subject) };
};

import { counted } from '../counts.ts';

/** The room that the other nodes have in a sentence, in characters. */
const othersAtMost = 120;

type Group = { words: string; nodes: number };

/** The words that most of the nodes share, the shorter of equally common ones. */
const commonest = (nodes: readonly (readonly string[])[]): Group | undefined =>
  [...new Set(nodes.flat())]
    .map((words) => ({ words, nodes: nodes.filter((said) => said.includes(words)).length }))
    .toSorted(
      (a, b) => b.nodes - a.nodes || a.words.length - b.words.length || a.words.localeCompare(b.words),
    )[0];

/** Every node once, under the words it shares with most of the others. */
const groupsOf = (nodes: readonly (readonly string[])[]): Group[] => {
  const group = commonest(nodes);
  return group === undefined
    ? []
    : [group, ...groupsOf(nodes.filter((said) => said.length > 0 && !said.includes(group.words)))];
};

/** As many clauses as the end of a sentence has room for, each begun by `; `, the shortest first. */
export const clausesThatFit = (clauses: readonly string[]): string =>
  clauses
    .map((clause) => `; ${clause}`)
    .toSorted((a, b) => a.length - b.length)
    .reduce((told, clause) => (told.length + clause.length > othersAtMost ? told : `${told}${clause}`), '');

/**
 * The other nodes and what keeps a pod from them, as the end of a sentence: `; 1 node cordoned; 6 nodes tainted gpu`. Of
 * each node it takes the words, any of which says why, and groups the nodes by those that most of them share.
 */
export const othersIn = (nodes: readonly (readonly string[])[]): string =>
  clausesThatFit(
    groupsOf(nodes)
      .slice(0, 3)
      .map(({ words, nodes: count }) => `${counted(count, 'node')} ${words}`),
  );

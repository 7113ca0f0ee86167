import { distance } from 'fastest-levenshtein';

const letters = (word: string): string => Array.from(word).toSorted().join('');

/** Edits from one word to the other. Swapped letters are the commonest slip of the hand and count as one. */
export const farness = (a: string, b: string): number =>
  letters(a) === letters(b) ? Math.min(1, distance(a, b)) : distance(a, b);

/**
 * The names that could have been meant, nearest first: within a third of the word's length in edits, or one containing
 * the other. An equal name is left out.
 */
export const nearest = (word: string, names: readonly string[], atMost = 3): string[] =>
  [...new Set(names)]
    .filter((name) => name !== word && name !== '')
    .map((name) => ({ name, edits: farness(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, edits }) => edits <= Math.max(1, Math.floor(word.length / 3)) || contains(word, name))
    .toSorted((a, b) => a.edits - b.edits || a.name.localeCompare(b.name))
    .slice(0, atMost)
    .map(({ name }) => name);

const contains = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= 3 && (a.includes(b) || b.includes(a));

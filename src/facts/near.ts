import { distance } from 'fastest-levenshtein';

const letters = (word: string): string => Array.from(word).toSorted().join('');

/** The same for words of the same letters, and cheap: most pairs of names end here. */
const weight = (word: string): number => {
  let sum = 0;
  for (let index = 0; index < word.length; index += 1) sum += word.charCodeAt(index);
  return sum;
};

const isAnagram = (a: string, b: string): boolean =>
  a.length === b.length && weight(a) === weight(b) && letters(a) === letters(b);

/** Edits from one word to the other. Swapped letters are the commonest slip of the hand and count as one. */
export const farness = (a: string, b: string): number =>
  isAnagram(a, b) ? Math.min(1, distance(a, b)) : distance(a, b);

/**
 * The names that could have been meant, nearest first: within a third of the word's length in edits, or one containing
 * the other. An equal name is left out.
 */
export const nearest = (word: string, names: readonly string[], atMost = 3): string[] => {
  const farthest = Math.max(1, Math.floor(word.length / 3));
  return (
    [...new Set(names)]
      .filter((name) => name !== word && name !== '')
      // No word is fewer edits away than it is longer or shorter.
      .filter((name) => Math.abs(name.length - word.length) <= farthest || contains(word, name))
      .map((name) => ({ name, edits: farness(word.toLowerCase(), name.toLowerCase()) }))
      .filter(({ name, edits }) => edits <= farthest || contains(word, name))
      .toSorted((a, b) => a.edits - b.edits || a.name.localeCompare(b.name))
      .slice(0, atMost)
      .map(({ name }) => name)
  );
};

const contains = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= 3 && (a.includes(b) || b.includes(a));

import { kindByWord } from '../src/facts/kinds.ts';

const header =
  /^(NAME|NAMESPACE|READY|STATUS|RESTARTS|AGE|UP-TO-DATE|AVAILABLE|DESIRED|CURRENT|COMPLETIONS|TYPE)$/;
const ratio = /^\d+\/\d+$/;
const age = /^(\d+[ydhms])+$/;

/** No name of an object has an upper-case letter, a slash or a bracket: such a word is another column. */
const isColumn = (word: string): boolean => ratio.test(word) || /[A-Z<(]/.test(word) || /^\d+$/.test(word);

const withoutKubectl = (words: readonly string[]): string[] => {
  const start = words[0] === '$' ? 1 : 0;
  if (!/^(kubectl|k|oc)$/.test(words[start] ?? '')) return words.slice(start);
  return words.slice(start + (/^(get|describe|logs?)$/.test(words[start + 1] ?? '') ? 2 : 1));
};

/**
 * Finds the object in a line pasted from `kubectl get` (columns as printed by kubectl 1.36): the first column, or the
 * first two where `-A` put the namespace before it. Comes out: `[name]`, `[kind/name]`, `[namespace/name]` or
 * `[kind, name]`; words that are no such line come out as they are. Of several lines the first counts.
 */
export const namedRow = (words: readonly string[]): string[] => {
  const plain = withoutKubectl(words);
  const start = plain.findIndex((word) => !header.test(word));
  const row = start < 0 ? [] : plain.slice(start);
  const [first = '', second = '', third = ''] = row;
  const looksPasted =
    start > 0 ||
    ratio.test(second) ||
    ratio.test(third) ||
    (row.length > 3 && row.some((word) => age.test(word)));
  if (!looksPasted || isColumn(first)) return row;
  if (second === '' || isColumn(second)) return [first];
  if (third !== '' && !isColumn(third)) return row;
  return kindByWord(first) === undefined && !second.includes('/') ? [`${first}/${second}`] : [first, second];
};

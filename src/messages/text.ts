import stripAnsi from 'strip-ansi';

import { maskSecrets } from './mask.ts';

/**
 * Text beyond this many UTF-16 units is dropped before anything else looks at it. What is dropped from the rest as
 * invisible or replaced as secret makes the text shorter, hence much more than is shown.
 */
const longestFor = (max: number): number => Math.min(40_000, 4096 + 16 * max);

/** How every cut is shown. */
const ellipsis = '…';

// U+200E/F, U+061C, U+202A-E and U+2066-9 reorder what is read: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
const bidi = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
// Characters that show nothing: soft hyphen, joiners, fillers, byte order mark, variation selectors but the emoji one, tags.
const invisible =
  /\u00AD|\u034F|\u115F|\u1160|\u17B4|\u17B5|[\u180B-\u180F]|[\u200B-\u200D]|[\u2060-\u2065]|[\u206A-\u206F]|\u3164|[\uFE00-\uFE0E]|\uFEFF|\uFFA0|[\uFFF0-\uFFFB]|\uFFFE|\uFFFF|[\u{E0000}-\u{E0FFF}]/gu;
// eslint-disable-next-line no-control-regex -- these characters are what is looked for
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;
const lineEnd = /\r\n?|\u2028|\u2029|\u0085/g;
// A letter under a tower of marks covers the lines around it; normalising such a tower also takes quadratic time.
const tower = /(\p{M}{8})\p{M}+/gu;

/** The beginning of a long text; it ends between words, since half a secret is not known for one. */
const beginning = (text: string, longest: number): string => {
  if (text.length <= longest) return text;
  const start = text.slice(0, longest);
  const end = Math.max(...[' ', '\n', '\t'].map((space) => start.lastIndexOf(space)));
  return longest - end < 4096 ? start.slice(0, end) : start;
};

const codePoint = (character: string): string =>
  `⟦U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`;

/**
 * Text of unknown origin as visible characters: no terminal sequences (a hyperlink keeps its label), no control
 * characters but line feed and tab, nothing invisible, no lone surrogates, in Unicode form C. Characters that turn
 * the reading direction are shown as `⟦U+202E⟧`, so that the attempt is seen. `max` is how much will be shown of it;
 * text far beyond is left out.
 */
export const clean = (text: string, max: number = Number.MAX_SAFE_INTEGER): string =>
  stripAnsi(beginning(text, longestFor(max)).toWellFormed())
    .replace(lineEnd, '\n')
    .replace(control, '')
    .replace(invisible, '')
    .replace(bidi, codePoint)
    .replace(tower, '$1')
    .normalize('NFC');

/** The first `max` UTF-16 units of a text, never half a character, with an ellipsis where something was cut off. */
export const cut = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const end = max - ellipsis.length;
  if (end <= 0) return ellipsis.slice(0, max);
  return text.slice(0, end).toWellFormed().replace(/�$/, '') + ellipsis;
};

/** As `cut`, but keeps both ends: names differ at their ends. */
export const cutMiddle = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const tail = Math.floor((max - 1) / 3);
  const end = text.slice(-tail).toWellFormed().replace(/^�/, '');
  return cut(text, max - end.length) + end;
};

/** One line: cleaned, secrets masked, white space runs to one space, cut at `max`. Empty text becomes `(empty)`. */
export const phrase = (text: string, max: number): string => {
  const line = maskSecrets(clean(text, max)).replaceAll(/\s+/g, ' ').trim();
  return line === '' ? '(empty)' : cut(line, max);
};

/** Several lines: cleaned, secrets masked, tabs as two spaces, no empty lines at the ends, cut at `max`. */
export const passage = (text: string, max: number): string => {
  const lines = maskSecrets(clean(text, max)).replaceAll('\t', '  ').trimEnd().replace(/^\n+/, '');
  return lines.trim() === '' ? '(empty)' : cut(lines, max);
};

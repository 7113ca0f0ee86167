/** Characters of one request that are looked at. Everything that can be asked fits; Slack itself would let 4,000 pass. */
export const longestRequest = 1024;

const quotes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '“': '”“"',
  '”': '”“"',
  '„': '“”"',
  '«': '»',
  '‘': "’‘'",
  '’': "’‘'",
};
const space = /[\s\u0085\u180e\u200b-\u200d\u2060\ufeff]/;
const dash = '[-\u2010-\u2015\u2212]';
const optionDashes = new RegExp(`^(${dash}+)(.*)$`, 's');

/**
 * Slack writes what it recognised as `<#C1|general>`, `<@U1|sam>`, `<http://web.shop|web.shop>` and the rest of `& < >`
 * as entities (https://docs.slack.dev/messaging/formatting-message-text#escaping). Comes out: the text as it was typed.
 */
const unwrap = (text: string): string =>
  text
    .replaceAll(/<[#@!][^<>|\s]*\|([^<>]*)>/g, '$1')
    .replaceAll(/<(?:https?:\/\/|mailto:|tel:)[^<>|\s]*\|([^<>]*)>/g, '$1')
    .replaceAll(/<((?:https?:\/\/)[^<>|\s]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/**
 * Puts back the hyphens of an option that a phone or a word processor turned into dashes: `–n` is `-n`, `—me` is `--me`.
 * A word with plain hyphens stays as it is.
 */
export const plainDashes = (word: string): string => {
  const [, dashes, rest] = optionDashes.exec(word) ?? [];
  if (dashes === undefined || rest === undefined || /^-*$/.test(dashes)) return word;
  const name = rest.split('=')[0] ?? '';
  return `${name.length > 1 ? '--' : '-'}${rest}`;
};

/**
 * Cuts a request into words. Quotes of any make hold a word together; an apostrophe inside a word is part of it; a quote
 * that is never closed ends with the text. Code fences and single backticks around words fall away.
 */
export const wordsOf = (text: string): string[] => {
  const words: string[] = [];
  let word = '';
  let quoted = false;
  let closing = '';
  for (const char of unwrap(text)) {
    if (closing !== '') {
      if (closing.includes(char)) closing = '';
      else word += char;
    } else if (space.test(char)) {
      if (word !== '') words.push(quoted ? word : plainDashes(word));
      word = '';
      quoted = false;
    } else if (quotes[char] !== undefined && (word === '' || word.endsWith('='))) {
      closing = quotes[char];
      quoted = word === '';
    } else if (char !== '`') {
      word += char;
    }
  }
  if (word !== '') words.push(quoted ? word : plainDashes(word));
  return words;
};

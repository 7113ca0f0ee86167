import type { Block } from './blocks.ts';
import { runtimes } from './runtimes/all.ts';

/** UTF-16 units; a sentence that quotes it is shorter still. */
const longest = 500;
const contextAtMost = 160;

/** The beginning of a text, ended between words. */
const shortened = (text: string, atMost: number): string => {
  if (text.length <= atMost) return text;
  const start = text.slice(0, atMost - 1);
  const end = start.lastIndexOf(' ');
  return `${end > atMost / 2 ? start.slice(0, end) : start.toWellFormed()}…`;
};

/** What stands behind the class of an error: `java.net.ConnectException: Connection refused` → `Connection refused`. */
const messageOf = (said: string): string => said.replace(/^[\w.$]{1,200}: /, '');

/** The root of a stack that stands in a field, beside what the line itself says. */
const withOwn = (own: string, root: string, first: string | null, context: string): string => {
  if (own.includes(messageOf(root))) return own;
  return first !== null && own.includes(messageOf(first)) ? `${root} (${own})` : `${own}: ${root}${context}`;
};

/** What a sentence quotes of a block, and where in its words it stands. */
export type Headline = { text: string; at: number };

/**
 * The line that says why: of a stack trace its root, with the error seen first in parentheses; of a structured line its
 * message and error; of a line that ends in a colon also what follows.
 */
export const headlineOfBlock = ({ line, more }: Pick<Block, 'line' | 'more'>): Headline => {
  const words = [line.said, ...line.stack, ...more];
  for (const { root } of words.length > 1 ? runtimes : []) {
    const found = root(words);
    if (found !== null) {
      const context = found.first === null ? '' : ` (${shortened(found.first, contextAtMost)})`;
      const own = line.stack.length > 0 && found.at > 0 ? line.said.trim() : '';
      const text = own === '' ? `${found.said}${context}` : withOwn(own, found.said, found.first, context);
      return { text: shortened(text, longest), at: found.at };
    }
  }
  const said = line.said.trim();
  const next = more[0]?.trim() ?? '';
  // .NET writes the category on the first line: `fail: Microsoft.Hosting[0]`.
  if (/^[\w.]{1,200}\[\d{1,9}\]$/.test(said) && next !== '') return { text: shortened(next, longest), at: 1 };
  const text = said.endsWith(':') && next !== '' ? `${said} ${next}` : said;
  return { text: shortened(text, longest), at: 0 };
};

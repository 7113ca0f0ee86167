import { complains } from './alarm.ts';
import type { Block } from './blocks.ts';
import { isReasonless, isSentence } from './farewells.ts';
import { runtimes } from './runtimes/all.ts';
import type { Root } from './runtimes/runtime.ts';

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

/** What a sentence quotes of a block, and where in its words it stands. `root` and `first` are its parts, uncut. */
export type Headline = { text: string; at: number; root: string; first: string | null };

const plain = (text: string, at: number): Headline => ({
  text: shortened(text, longest),
  at,
  root: text,
  first: null,
});

/** The root of a stack that stands in a field, beside what the line itself says. */
const ofTrace = ({ said, first, at }: Root, own: string): Headline => {
  const context = first === null ? '' : ` (${shortened(first, contextAtMost)})`;
  if (own === '') return { ...plain(`${said}${context}`, at), root: said, first };
  if (own.includes(messageOf(said))) return plain(own, at);
  return first !== null && own.includes(messageOf(first))
    ? { ...plain(`${said} (${own})`, at), root: said, first: own }
    : { ...plain(`${own}: ${said}${context}`, at), root: `${own}: ${said}`, first };
};

/** The lines of a list or object that a complaint opens, on one line and without its braces. */
const listed = (more: readonly string[]): string => {
  const end = more.findIndex((line) => /^[}\]]/.test(line));
  return more
    .slice(0, Math.min(end === -1 ? more.length : end, 12))
    .map((line) => line.trim())
    .join(' ');
};

const postgresDetail = /^(?:DETAIL: |\w{1,30}: detail: )/;

/** A complaint of one line, with those of the next ones that belong to its sentence. */
const ofLine = ({ line, more }: Pick<Block, 'line' | 'more'>): Headline => {
  const said = line.said.trim();
  // A field of several lines that is no trace is a list, such as Elasticsearch's of the checks that failed.
  const item = line.stack.at(-1)?.trim() ?? '';
  if (isReasonless(said) && complains(item) && !item.startsWith('Caused by'))
    return plain(`${said}: ${item}`, 0);
  const next = more[0]?.trim() ?? '';
  // .NET writes the category on the first line: `fail: Microsoft.Hosting[0]`.
  if (/^[\w.]{1,200}\[\d{1,9}\]$/.test(said) && next !== '') return plain(next, 1);
  if (/:? [{[]$/.test(said) && next !== '')
    return plain(`${said.replace(/:? [{[]$/, '')}: ${listed(more)}`, 0);
  const detail = more
    .find((text) => postgresDetail.test(text))
    ?.replace(postgresDetail, '')
    .trim();
  if (detail !== undefined) return plain(`${said}: ${detail}`, 0);
  if (said.endsWith(':') && next !== '') return plain(`${said} ${next}`, 0);
  // What stands unindented behind a complaint without a reason was taken for its reason.
  const reason = isSentence(more[0] ?? '') && isReasonless(said) ? `${said}: ${next}` : said;
  return plain(reason, 0);
};

/**
 * The line that says why: of a stack trace its root, with the error seen first in parentheses; of a structured line its
 * message and error; of a line that ends in a colon or opens a list also what follows, and of PostgreSQL its DETAIL.
 */
export const headlineOfBlock = (block: Pick<Block, 'line' | 'more'>): Headline => {
  const { line, more } = block;
  const words = [line.said, ...line.stack, ...more];
  for (const { root } of words.length > 1 ? runtimes : []) {
    const found = root(words);
    if (found !== null) return ofTrace(found, line.stack.length > 0 && found.at > 0 ? line.said.trim() : '');
  }
  return ofLine(block);
};

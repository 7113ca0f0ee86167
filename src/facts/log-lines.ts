import { blocksIn } from './log-lines/blocks.ts';
import type { Block } from './log-lines/blocks.ts';
import { bounded } from './log-lines/bounded.ts';
import { isDump, isFarewell } from './log-lines/farewells.ts';
import { headlineOfBlock } from './log-lines/headline.ts';
import { quoteOfChain } from './log-lines/quote.ts';
import { readLine } from './log-lines/read-line.ts';
import { telling } from './log-lines/telling.ts';

/**
 * A line, or a stack trace whole, beside how often it was said: `alike` tells whether the others differ in ids and numbers.
 * `text` is the newest wording, at most 30 lines and 4 kB;
 * `headline` is the line of it that says why, `quote` the same as a sentence quotes it, in at most 130 units; `alarming`
 * tells whether it complains at all.
 */
export type SaidLine = {
  text: string;
  headline: string;
  quote: string;
  times: number;
  alike: boolean;
  alarming: boolean;
};

/** `(3 times)`, `(3 alike)`; nothing for what was said once. */
export const timesWords = ({ times, alike }: Pick<SaidLine, 'times' | 'alike'>): string =>
  times < 2 ? '' : ` (${times} ${alike ? 'alike' : 'times'})`;

/** What one line says: without time, level and source; of JSON and logfmt the message and the error. */
export const headlineOf = (line: string): string => headlineOfBlock({ line: readLine(line), more: [] }).text;

/** What two printings of one complaint share: ids, numbers and addresses are taken out. */
export const sameness = (headline: string): string =>
  headline
    .replaceAll(/0x[0-9a-f]{1,32}|\b[0-9a-f]{8,64}\b|\d+/gi, '#')
    .replace(/^PHP /, '')
    .trim();

const textOf = ({ line, more }: Block, root: number): string =>
  bounded(line.stack.length > 0 ? [line.said, ...line.stack, ...more] : [line.raw, ...more], root);

/**
 * The last distinct things a log complains of, oldest first, at most `atMost`; repeated ones are counted. A stack trace
 * stays one of them. A log in which nothing complains gives its last lines.
 */
export const complaintsIn = (lines: readonly string[], atMost = 3): SaidLine[] => {
  const blocks = blocksIn(lines);
  const alarms = telling(blocks);
  const said = new Map<string, { block: Block; times: number; alike: boolean }>();
  const others = blocks.filter(({ line }) => !isDump(line.said) && !isFarewell(line.said));
  for (const block of alarms.length > 0 ? alarms : (others.length > 0 ? others : blocks).slice(-atMost)) {
    const { text } = headlineOfBlock(block);
    const key = sameness(text);
    const before = said.get(key);
    const alike = before !== undefined && (before.alike || headlineOfBlock(before.block).text !== text);
    said.delete(key);
    said.set(key, { block, times: (before?.times ?? 0) + 1, alike });
  }
  return [...said.values()].slice(-atMost).map(({ block, times, alike }) => {
    const { text, at, root, first } = headlineOfBlock(block);
    return {
      text: textOf(block, at),
      headline: text,
      quote: quoteOfChain(root, first),
      times,
      alike,
      alarming: alarms.length > 0,
    };
  });
};

import { once } from '../memo.ts';
import { complains, weightOf } from './alarm.ts';
import type { Weight } from './alarm.ts';
import { isAftermath, isDump, isReasonless, isSentence } from './farewells.ts';
import type { LogLine } from './log-line.ts';
import { readLine } from './read-line.ts';
import { runtimes } from './runtimes/all.ts';
import { isThrowable } from './runtimes/jvm.ts';
import { isFinal, unfinished } from './runtimes/python.ts';

/** One thing a container said: a line, with the lines that go on with it. */
export type Block = {
  /** The index of its first line in the log. */
  at: number;
  line: LogLine;
  /** The lines behind the first one, as they were written. */
  more: string[];
  weight: Weight;
};

/** The shapes of stack frames: a line that is one begins nothing of its own. */
const frame =
  /^\s{1,16}at \S|^\s{1,16}\.\.\. \d{1,4} |^Caused by: |^\t\S{1,300}\.(?:go|s):\d|^ {2}File "|^\s{1,8}(?:\d{1,5}: )?from \S{1,300}:\d|^#\d{1,4} |^ {1,12}---> |^goroutine \d{1,10} .{0,40}\[|^\d{1,3}\. .{1,400} @ 0x[\da-f]{4}|^stack traceback:$|^\s{1,8}\[C\]: in /;
const calledFrame = /^\s{1,8}at [\w.$/<>@~-]{1,300}\(/;
const indented = /^(?:\t| {2,})\S/;
const placed = /^(?:node:|\/|file:\/\/).{1,300}:\d{1,7}$/;
/** What PostgreSQL and its tools say below an error, with or without a time of its own. */
const detail = /^(?:(?:DETAIL|HINT|CONTEXT|STATEMENT|QUERY|LOCATION): {1,4}|\w{1,30}: (?:detail|hint): )\S/;
/** What PostgreSQL only notes. */
const note = / LOG: {2}\S/;
const traceback = /Traceback \(most recent call last\):$/;

/** How many foreign lines may stand inside a stack trace: two writers share one stream. */
const foreignAtMost = 6;

const wordsOf = ({ line, more }: Block): string[] => [line.said, ...line.stack, ...more];

/** Whether frames may follow: something complained, or there are frames already. */
const awaitsFrames = (block: Block): boolean =>
  block.weight > 0 ||
  placed.test(block.line.said) ||
  block.more.some((line) => frame.test(line)) ||
  traceback.test(block.line.said);

/** Whether a line is the reason that the complaint directly before it leaves out: `Validate failed` / `Checksum mismatch`. */
const isReasonFor = ({ line: { said, level }, more, weight }: Block, line: string): boolean =>
  weight === 2 &&
  level === 'error' &&
  more.length === 0 &&
  / (?:failed|failure|error)\b/i.test(said) &&
  isReasonless(said) &&
  isSentence(line) &&
  !isAftermath(line);

/** Whether a complaint is one that a stack trace right below it is about: a warning that names its own matter is not. */
const opensTrace = ({ line: { level, said }, more }: Block): boolean =>
  more.length === 0 && (level !== 'warn' || isReasonless(said));

/** Whether a line without time, level and fields belongs to the block directly before it. */
const continues = (line: string, block: Block, next: string | undefined): boolean => {
  if (detail.test(line)) return block.weight > 0 || note.test(block.line.raw);
  if (isDump(block.line.said) && indented.test(line)) return true;
  // What a complaint announces, also behind an empty line.
  if (block.weight > 0 && block.more.length === 0 && block.line.said.endsWith(':')) return true;
  const isFrame = frame.test(line);
  if (isFrame && !awaitsFrames(block)) return false;
  const loud = block.weight > 0 && block.line.record;
  if (loud && opensTrace(block) && (isThrowable(line) || traceback.test(line))) return true;
  if (loud && isReasonFor(block, line)) return true;
  if (indented.test(line) && (block.line.record || awaitsFrames(block) || block.more.length > 0)) return true;
  // The few lines around the end are enough to go on by: a log of one endless trace takes linear time.
  const said = wordsOf({
    ...block,
    more: block.more.length > 40 ? [...block.more.slice(0, 4), ...block.more.slice(-32)] : block.more,
  });
  return runtimes.some(({ goesOn }) => goesOn(line, said, next));
};

/** What .NET begins an exception with that nothing catches. */
const unhandled = /^Unhandled exception\. /;
/** Lines of an exception's message, at most. */
const messageAtMost = 8;

/**
 * The exception whose frames begin here although its message of several lines stands between; these lines are added to it
 * and taken out of `blocks`.
 */
const withMessage = (blocks: Block[]): Block | undefined => {
  const from = Math.max(0, blocks.length - messageAtMost);
  const throws = ({ line, more }: Block): boolean =>
    isThrowable((more.at(-1) ?? line.said).replace(/^\t?Caused by: /, '')) ||
    (more.length === 0 && unhandled.test(line.said));
  const index = from + blocks.slice(from).findLastIndex(throws);
  const found = blocks[index];
  const message = blocks.slice(index + 1);
  if (index < from || found === undefined || message.length === 0) return undefined;
  if (message.some(({ line, more }) => line.record || more.length > 0)) return undefined;
  found.more.push(...message.map(({ line }) => line.raw));
  blocks.length = index + 1;
  return found;
};

/** The open trace a frame or a last line belongs to although foreign lines stand between. */
const owner = (line: string, blocks: readonly Block[]): Block | undefined => {
  const near = blocks.slice(-foreignAtMost).toReversed();
  if (frame.test(line))
    // An error whose name is no word of complaint is known by the frames below it.
    return (
      near.find((block) => awaitsFrames(block)) ?? near.slice(0, 1).find(({ line: { record } }) => !record)
    );
  return isFinal(line) ? near.find((block) => unfinished(wordsOf(block).slice(-40))) : undefined;
};

/** A line that Erlang wraps bears time and process again, and goes on indented. */
const wrapped = /^\S{1,30} \S{1,30} \[\w{1,12}\] (<[\d.]{5,30}>) {2,}\S/;

const isWrapped = (line: LogLine, { line: last }: Block): boolean => {
  const process = wrapped.exec(line.raw)?.[1];
  return process !== undefined && last.raw.includes(`] ${process} `);
};

/** Quarkus' command lines, such as Keycloak's, tell a chain of causes as lines of their own, the outermost first. */
const link = /\[[\w.]{1,200}ExceptionHandler\] \([^()]{1,80}\) ERROR: /;

const isLink = (line: LogLine, { line: last, more }: Block): boolean =>
  more.length === 0 &&
  line.level === 'error' &&
  link.test(line.raw) &&
  link.test(last.raw) &&
  !isAftermath(last.said);

const linked = (outer: LogLine, inner: LogLine): LogLine => ({
  ...outer,
  said: `${outer.said.replace(/\.$/, '')}: ${inner.said}`,
});

/** The lines of a log as what was said, oldest first. Frames whose beginning is cut off are left out. */
export const blocksIn: (lines: readonly string[]) => Block[] = once((lines) => {
  const blocks: Block[] = [];
  for (const [at, written] of lines.entries()) {
    const line = readLine(written);
    const text = line.record && line.level === null ? line.said : line.raw;
    const last = blocks.at(-1);
    if (text === '') continue;
    const mayGoOn =
      !line.record || (line.level === null && (frame.test(line.said) || detail.test(line.said)));
    const thrower = mayGoOn && calledFrame.test(text) ? withMessage(blocks) : undefined;
    if (thrower !== undefined) thrower.more.push(text);
    else if (last !== undefined && isLink(line, last)) last.line = linked(last.line, line);
    else if (last !== undefined && isWrapped(line, last)) last.more.push(line.said.trim());
    else if (mayGoOn && last !== undefined && continues(text, last, lines[at + 1])) last.more.push(text);
    else {
      const trace = mayGoOn ? owner(text, blocks) : undefined;
      if (trace !== undefined) trace.more.push(text);
      else if (!mayGoOn || !frame.test(text) || text.startsWith('Caused by: '))
        blocks.push({ at, line, more: [], weight: weightOf(line) });
    }
  }
  return blocks.map((block, index) => withWeightOfEnd(withWeightOfTrace(block), blocks[index + 1]));
});

/** What PostgreSQL only notes is the reason where it ends right behind it. */
const withWeightOfEnd = (block: Block, next: Block | undefined): Block =>
  note.test(block.line.raw) &&
  / (?:FATAL|PANIC): {2}\S/.test(next?.line.raw ?? '') &&
  complains(block.line.said)
    ? { ...block, weight: 2 }
    : block;

/** A first line such as `Description:` or a source line says nothing; what follows may. */
const withWeightOfTrace = (block: Block): Block => {
  if (
    block.weight === 2 ||
    (isAftermath(block.line.said) && !block.more.some((line) => isThrowable(line))) ||
    isDump(block.line.said) ||
    block.line.level === 'info' ||
    block.more.length + block.line.stack.length === 0
  )
    return block;
  const words = wordsOf(block);
  return words.length > 1 && runtimes.some(({ root }) => root(words) !== null)
    ? { ...block, weight: 2 }
    : block;
};

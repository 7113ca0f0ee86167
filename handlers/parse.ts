import { kindByWord } from '../src/facts/kinds.ts';
import { farness } from '../src/facts/near.ts';
import { complain, type Command, type Parsed } from './command.ts';
import { commandByWord, commands } from './commands.ts';
import { longestRequest, plainDashes, wordsOf } from './words.ts';

const nearest = (word: string): Command | undefined =>
  commands
    .flatMap((command) => [command.name, ...command.aliases].map((name) => ({ command, name })))
    .filter(({ name }) => name.length > 2)
    .map(({ command, name }) => ({ command, far: farness(name, word.toLowerCase()), length: name.length }))
    .filter(({ far, length }) => far <= Math.min(2, Math.floor(length / 2)))
    .toSorted((a, b) => a.far - b.far)[0]?.command;

const tooLong = (length: number): Parsed =>
  complain(
    `That is ${length.toLocaleString('en')} characters, and a question has at most ${longestRequest.toLocaleString('en')}. ` +
      'Name one object; I fetch its status, events and logs myself.',
    'why checkout -n shop',
    'help',
  );

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

const unknown = (first: string, rest: readonly string[]): Parsed => {
  const line = [first, ...rest].join(' ');
  const near = nearest(first);
  if (near !== undefined) {
    const meant = [near.name, ...rest].join(' ');
    return complain(
      `I do not know \`${shorten(first)}\`. Did you mean \`${near.name}\`?`,
      shorten(meant),
      'help',
    );
  }
  if (rest.length === 0 && kindByWord(first) !== undefined) {
    return complain(`Which \`${first}\`, and what about it?`, `why ${first}/NAME`, 'problems', 'help');
  }
  if (/^[a-z0-9][-a-z0-9./]*$/i.test(first)) {
    return complain(
      `I do not know the command \`${shorten(first)}\`. To ask what is wrong with it, put \`why\` before it.`,
      shorten(`why ${line}`),
      'help',
    );
  }
  return complain(`I do not know the command \`${shorten(first)}\`.`, 'why checkout', 'problems', 'help');
};

/**
 * Reads a request that is already cut into words, as the terminal gets it. No words mean help.
 * Never throws; what cannot be understood is a complaint with lines that would work.
 */
export const parseWords = (words: readonly string[]): Parsed => {
  const length = words.reduce((sum, word) => sum + word.length + 1, 0);
  if (length > longestRequest + 1) return tooLong(length - 1);
  const [first, ...rest] = words.map(plainDashes);
  if (first === undefined) return { type: 'help', topic: null };
  const command = commandByWord(first.replace(/[?!:,]+$/, '') || first);
  if (command === undefined) return unknown(first, rest);
  const parsed = command.parse(rest);
  if (parsed.type !== 'help' || parsed.topic === null) return parsed;
  const topic = commandByWord(parsed.topic);
  if (topic !== undefined) return { type: 'help', topic: topic.name };
  const near = nearest(parsed.topic);
  return complain(
    `There is no command \`${shorten(parsed.topic)}\` to explain.`,
    ...(near === undefined ? [] : [`help ${near.name}`]),
    'help',
  );
};

/**
 * Reads the text after `/k8s`, or after the mention of the bot, as Slack sends it: entities, links and typographic
 * quotes and dashes included. Same outcome as `parseWords`.
 */
export const parseCommand = (text: string): Parsed =>
  text.length > longestRequest && text.trim().length > longestRequest
    ? tooLong(text.trim().length)
    : parseWords(wordsOf(text));

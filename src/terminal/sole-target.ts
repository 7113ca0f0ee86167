import { commandByWord } from '../../handlers/commands.ts';
import { takeOptions } from '../../handlers/options.ts';
import { parseWords } from '../../handlers/parse.ts';
import type { Target } from '../calls.ts';

/** `why` without a target, for files that are about one thing; `namespace` narrows it. */
export type BareWhy = { type: 'bare-why'; namespace: string | null };

/** Takes the words of `why` that name nothing; null for all others. */
export const bareWhy = (words: readonly string[]): BareWhy | null => {
  const [first = '', ...rest] = words;
  if (commandByWord(first)?.name !== 'why') return null;
  const taken = takeOptions(rest);
  if (!taken.ok || taken.options.words.length > 0 || taken.options.help) return null;
  return { type: 'bare-why', namespace: taken.options.namespace };
};

/** The target of a question that was recorded with the files: `why deployment/web -n shop`. */
export const recordedTarget = (question: string | null): Target | null => {
  const parsed = question === null ? null : parseWords(question.split(/\s+/));
  return parsed?.type === 'why' ? parsed.target : null;
};

/** The files as they were typed, to type them again: `-f dump.yaml`. */
export const typedFiles = (files: readonly string[]): string =>
  files.map((file) => `-f ${quoted(file)}`).join(' ');

/** As a shell takes it for one word. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

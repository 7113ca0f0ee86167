import type { Target } from '../src/calls.ts';

/**
 * What the words of one request came to.
 * `message` and `suggestions` are plain text: whoever shows them escapes them. A suggestion is a whole line without
 * the word in front (`why checkout -n shop`), so that the terminal and Slack each put their own word before it.
 */
export type Parsed =
  | { type: 'why'; target: Target; me: boolean }
  | { type: 'problems'; namespace: string | null; all: boolean; cluster: string | null; me: boolean }
  | { type: 'paste'; me: boolean }
  | { type: 'help'; topic: string | null }
  | Complaint;

export type Complaint = { type: 'complaint'; message: string; suggestions: string[] };

/** One thing a person can type, in Slack and in the terminal. The help text and docs/commands.md come from these. */
export type Command = {
  name: string;
  /** Other words that mean the same, lower case. */
  aliases: readonly string[];
  /** The words after the command's name, as help shows them. */
  usage: string;
  /** One sentence. */
  summary: string;
  /** Whole lines without the word in front; a test parses each of them. */
  examples: readonly string[];
  effect: 'reads';
  where: readonly ('slack' | 'terminal')[];
  /** Takes the words after the name. Never throws: words that make no sense come back as a complaint. */
  parse: (words: readonly string[]) => Parsed;
};

/** A complaint with the lines that would have worked. */
export const complain = (message: string, ...suggestions: string[]): Complaint => ({
  type: 'complaint',
  message,
  suggestions,
});

import type { Command } from '../command.ts';
import { takeOptions } from '../options.ts';

export const help: Command = {
  name: 'help',
  aliases: ['--help', '-h', '?', 'commands', 'hello', 'hi'],
  usage: '[COMMAND]',
  summary: 'Shows what can be asked, or how one command is written.',
  examples: ['help', 'help why'],
  effect: 'reads',
  where: ['slack', 'terminal'],
  parse: (words) => {
    const taken = takeOptions(words);
    if (!taken.ok) return taken.complaint;
    return { type: 'help', topic: taken.options.words[0]?.toLowerCase() ?? null };
  },
};

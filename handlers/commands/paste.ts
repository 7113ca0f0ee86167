import type { Command } from '../command.ts';
import { takeOptions } from '../options.ts';

export const paste: Command = {
  name: 'paste',
  aliases: ['yaml'],
  usage: '[--me]',
  summary:
    'Opens a window for objects of a cluster I cannot reach, as YAML or JSON, and says what is wrong with them.',
  examples: ['paste', 'paste --me'],
  effect: 'reads',
  where: ['slack'],
  parse: (words) => {
    const taken = takeOptions(words);
    if (!taken.ok) return taken.complaint;
    return taken.options.help ? { type: 'help', topic: 'paste' } : { type: 'paste', me: taken.options.me };
  },
};

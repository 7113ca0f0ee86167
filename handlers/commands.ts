import type { Command } from './command.ts';
import { help } from './commands/help.ts';
import { paste } from './commands/paste.ts';
import { problems } from './commands/problems.ts';
import { why } from './commands/why.ts';

/** Every command, in the order help shows them: one for each file of handlers/commands. */
export const commands: readonly Command[] = [why, problems, paste, help];

/** Those that Slack offers. */
export const slackCommands = commands.filter(({ where }) => where.includes('slack'));

/** As the terminal shows them: nobody else reads along there, so `--me` says nothing. */
export const terminalCommands: readonly Command[] = commands
  .filter(({ where }) => where.includes('terminal'))
  .map((command) => ({
    ...command,
    usage: command.usage.replace(' [--me]', ''),
    examples: command.examples.map((line) => line.replace(' --me', '')),
  }));

/** The command a word names, by its name or an alias, in any case. */
export const commandByWord = (word: string): Command | undefined => {
  const plain = word.toLowerCase();
  return commands.find((command) => command.name === plain || command.aliases.includes(plain));
};

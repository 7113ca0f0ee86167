import type { KnownBlock } from '@slack/types';

import type { Message } from '../ports.ts';
import { context, header, message, section } from './blocks.ts';
import { code, join, lines, markup, plain, type Mrkdwn } from './mrkdwn.ts';
import { phrase } from './text.ts';

/**
 * What help says about one command. `usage` is what follows the name; `examples` are whole lines without the word in
 * front of them (`why checkout -n shop`).
 */
export type CommandHelp = {
  name: string;
  aliases: readonly string[];
  usage: string;
  summary: string;
  examples: readonly string[];
};

const usageOf = ({ name, usage }: CommandHelp, command: string): string =>
  `${command} ${name} ${usage}`.trim();

const brief = (help: CommandHelp, command: string): Mrkdwn => {
  const [example] = help.examples;
  return markup`${code(usageOf(help, command))}\n${plain(help.summary, 300)}${example === undefined ? markup`` : markup` For example ${code(`${command} ${example}`)}`}`;
};

const full = (help: CommandHelp, command: string): Mrkdwn[] => [
  markup`${code(usageOf(help, command))}\n${plain(help.summary, 300)}`,
  ...(help.examples.length === 0
    ? []
    : [
        markup`*Examples*\n${lines(
          help.examples.map((line) => markup`• ${code(`${command} ${line}`)}`),
          2000,
        )}`,
      ]),
  ...(help.aliases.length === 0
    ? []
    : [
        markup`Also understood: ${join(
          help.aliases.slice(0, 12).map((word) => code(word, 40)),
          ', ',
        )}`,
      ]),
];

/** The command a topic names, by its name or an alias. */
const onTopic = <C extends CommandHelp>(commands: readonly C[], topic: string | null): C | undefined =>
  topic === null
    ? undefined
    : commands.find(({ name, aliases }) => name === topic || aliases.includes(topic));

/** What can be asked, or with a topic how that one command is written. `command` is what people type: `/k8s`. */
export const helpMessage = (
  commands: readonly CommandHelp[],
  { command, topic }: { command: string; topic: string | null },
): Message => {
  const one = onTopic(commands, topic);
  const parts = one === undefined ? commands.map((help) => brief(help, command)) : full(one, command);
  const title = one === undefined ? `What ${command} can tell` : `${command} ${one.name}`;
  const threads = markup`Slash commands do not work in threads: mention the bot there instead.`;
  const blocks: KnownBlock[] = [header(title), ...parts.map((part) => section(part)), context([threads])];
  return message(blocks, [markup`*${plain(title)}*`, ...parts, threads]);
};

/** The same for the terminal, without a line feed at its end. `command` is the program's name. */
export const helpText = (
  commands: readonly CommandHelp[],
  { command = 'kubewhy', topic = null }: { command?: string; topic?: string | null } = {},
): string => {
  const one = onTopic(commands, topic);
  if (one === undefined) {
    return commands
      .map((help) => [
        usageOf(help, command),
        help.summary,
        ...help.examples.slice(0, 2).map((line) => `${command} ${line}`),
      ])
      .map((block) => block.map((line) => phrase(line, 300)).join('\n  '))
      .join('\n\n');
  }
  return [
    phrase(usageOf(one, command), 300),
    `  ${phrase(one.summary, 300)}`,
    ...one.examples.map((line) => `  ${command} ${phrase(line, 200)}`),
    ...(one.aliases.length === 0 ? [] : [`  Also understood: ${one.aliases.join(', ')}`]),
  ].join('\n');
};

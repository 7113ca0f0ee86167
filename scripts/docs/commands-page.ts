import type { Command } from '../../handlers/command.ts';
import { commands } from '../../handlers/commands.ts';
import { run } from '../../src/terminal/run.ts';

const places: Readonly<Record<Command['where'][number], string>> = { slack: 'Slack', terminal: 'terminal' };

const section = ({ name, usage, summary, aliases, examples, where }: Command): string => `## ${name}

${summary}

\`\`\`
${name} ${usage}
\`\`\`

- Where: ${where.map((place) => places[place]).join(', ')}
- Also understood: ${aliases.map((alias) => `\`${alias}\``).join(', ')}
- Examples: ${examples.map((example) => `\`${example}\``).join(', ')}`;

/** docs/commands.md: every command as it is declared in handlers/commands, and the terminal's own help. */
export const commandsPage = async (): Promise<string> => {
  const { out } = await run(['help'], {}, { colour: false, width: 110 });
  return `# Commands

The same words work after \`/k8s\` in Slack, after a mention of the bot, in a direct message to it, and after \`kubewhy\`
in the terminal. \`kind/name\`, \`kind name\`, a bare name and the beginning of one all name an object; kinds have the
short names of kubectl. In Slack, \`--me\` has the answer shown to the asker alone.

${commands.map(section).join('\n\n')}

## In the terminal

What \`kubewhy help\` says:

\`\`\`
${out}
\`\`\`
`;
};

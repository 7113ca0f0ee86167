import type { HomeView } from '@slack/types';

import { context, header, section } from './blocks.ts';
import type { CommandHelp } from './help.ts';
import { limits } from './limits.ts';
import { code, join, lines, md, plain } from './mrkdwn.ts';

/** The App Home tab: what the bot does, which clusters it sees, what to type. `clusters` are their names. */
export const homeView = ({
  command,
  clusters,
  commands,
}: {
  command: string;
  clusters: readonly string[];
  commands: readonly CommandHelp[];
}): HomeView => {
  const seen =
    clusters.length === 0
      ? md`
No cluster is configured yet.
        `
      : md`${
          clusters.length === 1
            ? md`
Cluster
              `
            : md`
Clusters
              `
        }: ${join(
          clusters.slice(0, 30).map((name) => code(name, 80)),
          ', ',
        )}`;
  const examples = commands.flatMap((help) => help.examples).slice(0, 10);
  const blocks = [
    header('Why is it broken?'),
    section(md`
Ask about anything that runs in Kubernetes. The answer names the root cause and quotes the evidence, says what changed and what helps, and says what it could not look at.
    `),
    section(seen),
    ...commands
      .slice(0, 20)
      .map((help) =>
        section(md`${code(`${command} ${help.name} ${help.usage}`.trim())}\n${plain(help.summary, 300)}`),
      ),
    ...(examples.length === 0
      ? []
      : [
          section(
            md`*Try one of these*\n${lines(
              examples.map((line) => md`• ${code(`${command} ${line}`)}`),
              2500,
            )}`,
          ),
        ]),
    context([
      md`
It only reads. Secrets are never fetched, and what looks like one in a log is masked.
      `,
    ]),
  ];
  return { type: 'home', blocks: blocks.slice(0, limits.viewBlocks) };
};

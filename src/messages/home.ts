import type { HomeView } from '@slack/types';

import { context, header, section } from './blocks.ts';
import type { CommandHelp } from './help.ts';
import { limits } from './limits.ts';
import { code, join, lines, markup, plain } from './mrkdwn.ts';

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
      ? markup`No cluster is configured yet.`
      : markup`${clusters.length === 1 ? markup`Cluster` : markup`Clusters`}: ${join(
          clusters.slice(0, 30).map((name) => code(name, 80)),
          ', ',
        )}`;
  const examples = commands.flatMap((help) => help.examples).slice(0, 10);
  const blocks = [
    header('Why is it broken?'),
    section(
      markup`Ask about anything that runs in Kubernetes. The answer names the root cause and quotes the evidence, says what changed and what helps, and says what it could not look at.`,
    ),
    section(seen),
    ...commands
      .slice(0, 20)
      .map((help) =>
        section(markup`${code(`${command} ${help.name} ${help.usage}`.trim())}\n${plain(help.summary, 300)}`),
      ),
    ...(examples.length === 0
      ? []
      : [
          section(
            markup`*Try one of these*\n${lines(
              examples.map((line) => markup`• ${code(`${command} ${line}`)}`),
              2500,
            )}`,
          ),
        ]),
    context([markup`It only reads. Secrets are never fetched, and what looks like one in a log is masked.`]),
  ];
  return { type: 'home', blocks: blocks.slice(0, limits.viewBlocks) };
};

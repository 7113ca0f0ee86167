/** What the first screen tells about. */
export type Screen = {
  slack: { page: string } | { team: string; way: 'socket' | 'http'; port: number | null };
  clusters: { sandbox: boolean; names: readonly string[] };
  redis: { private: boolean; folder: string };
  health: string | null;
  command: string;
};

const slackLine = (slack: Screen['slack']): string => {
  if ('page' in slack) return `sandbox   ${slack.page}`;
  const how =
    slack.way === 'socket' ? 'over Socket Mode' : `signed requests on port ${slack.port}, path /slack/events`;
  return `real      ${slack.team}, ${how}`;
};

/** The first screen: what is real and what is sandbox, where the page is, what to type first. At most twelve lines. */
export const firstScreen = ({ slack, clusters, redis, health, command }: Screen): string => {
  const { names, sandbox } = clusters;
  const known =
    names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ');
  const where = 'page' in slack ? 'Open the page and type in #ops:' : 'Type in a channel:';
  return [
    'kubewhy is ready.',
    '',
    `  Slack     ${slackLine(slack)}`,
    `  Cluster   ${sandbox ? 'sandbox   a recorded cluster with broken workloads' : `real      ${known}, read-only`}`,
    `  Redis     ${redis.private ? `private   ${redis.folder}` : 'real      REDIS_URL'}`,
    ...(health === null ? [] : [`  Health    ${health}/readyz`]),
    '',
    `${where}  ${command} problems -A   then   ${command} why ${sandbox ? 'checkout' : 'NAME'}`,
    'Stop with Ctrl-C.',
    '',
  ].join('\n');
};

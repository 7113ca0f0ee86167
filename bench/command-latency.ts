/**
 * How long a person in Slack waits: the bot as a process, joined to a sandbox workspace over its sockets, is asked
 * `/k8s why NAME` five times a second for a minute. Measured are the acknowledgement and the time from the command to the
 * answer in the channel. With KUBECONFIG it asks that cluster about its own workloads, else the sandbox cluster.
 * `[SECONDS]` in the arguments makes it shorter.
 */
import { setTimeout as pause } from 'node:timers/promises';

import { defaultSeed } from '../src/sandbox/workspace/seed.ts';
import { startWorkspace } from '../src/sandbox/workspace/server.ts';
import { root, startBot } from './bot.ts';
import { memory, print, quantile, report } from './measure.ts';

const perSecond = 5;
const seconds = Number(process.argv[2] ?? 60);
/** An answer is a message in the channel and up to a few in its thread; Slack takes one a second in each channel. */
const channelCount = 40;
const patience = 15_000;
const goals = { ackP99: 300, p50: 500, p99: 2000 };

const users = defaultSeed.users.map(({ id }) => id);
const channels = Array.from({ length: channelCount }, (_, index) => ({
  id: `C0BENCH${String(index).padStart(3, '0')}`,
  name: `bench-${index}`,
  members: users,
  botIsMember: true,
}));
const workspace = await startWorkspace({ seed: { channels } });
const { driver } = workspace;
const real = (process.env['KUBECONFIG'] ?? '') !== '';
const bot = await startBot([process.execPath, 'src/main.ts'], {
  SLACK_BOT_TOKEN: workspace.botToken,
  SLACK_APP_TOKEN: workspace.appToken,
  SLACK_API_URL: workspace.apiUrl,
  ...(real ? {} : { HOME: root, KUBECONFIG: undefined }),
});

type Asked = { at: number; ack: number | null; answered: number | null };

/** Answers in a channel so far; a message that only says that it is being looked at is none. */
const answersIn = (channel: string): number =>
  driver
    .messages(channel)
    .filter(({ botId, text }) => botId !== null && /^\S+ (?:Failing|Degraded|Healthy|Unknown):/.test(text))
    .length;

const ask = async (channel: string, words: string): Promise<Asked> => {
  const before = answersIn(channel);
  const at = performance.now();
  const outcome = await driver.command({ channel, text: `/k8s why ${words}` });
  const ack = outcome.outcome === 'acked' ? performance.now() - at : null;
  const answered = await driver
    .waitFor(() => answersIn(channel) > before && performance.now() - at, patience)
    .catch(() => null);
  return { at, ack, answered };
};

const targets = [
  'deploy/checkout -n shop',
  'svc/catalog -n shop',
  'deploy/web -n shop',
  'deploy/payments -n shop',
];
const next = (index: number): string => targets[index % targets.length] ?? '';

await ask('bench-0', next(0));
await ask('bench-1', next(1));
const questions: Promise<Asked>[] = [];
const begun = performance.now();
for (let index = 0; index < perSecond * seconds; index += 1) {
  await pause(Math.max(0, begun + (index * 1000) / perSecond - performance.now()));
  questions.push(ask(`bench-${index % channelCount}`, next(index)));
}
const all = await Promise.all(questions);
const acks = all.flatMap(({ ack }) => (ack === null ? [] : [ack]));
const answers = all.flatMap(({ answered }) => (answered === null ? [] : [answered]));

print(
  `${all.length} commands, ${perSecond} a second, ${real ? 'the cluster of KUBECONFIG' : 'the sandbox cluster'}`,
);
print(
  `acknowledged ${acks.length}, answered ${answers.length}; the bot held ${(await memory(bot.pid, 'VmHWM')).toFixed(0)} MB at most`,
);
const at = (values: readonly number[], q: number): string => quantile(values, q).toFixed(0);
print(`acknowledged after ${at(acks, 0.5)} ms (p50), ${at(acks, 0.99)} ms (p99)`);
print(
  `answered after ${at(answers, 0.5)} ms (p50), ${at(answers, 0.95)} ms (p95), ${at(answers, 0.99)} ms (p99)`,
);
report('commands without an answer', all.length - answers.length, 0, '');
report('acknowledgement, p99', quantile(acks, 0.99), goals.ackP99, 'ms');
report('answer, p50', quantile(answers, 0.5), goals.p50, 'ms');
report('answer, p99', quantile(answers, 0.99), goals.p99, 'ms');

await bot.stop();
await workspace.close();

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { startWorkspace, type Workspace } from '../../src/sandbox/workspace/server.ts';

let folder: string;
let workspace: Workspace;
let children: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubewhy-main-'));
  workspace = await startWorkspace({ limits: { ackMs: 2000 } });
  children = [];
});
afterEach(async () => {
  for (const child of children) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
  await workspace.close();
  await rm(folder, { recursive: true, force: true });
});

/** The bot as a process of its own, in a home without a kubeconfig and with a Redis of its own. */
const run = (variables: Record<string, string> = {}) => {
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      KUBEWHY_DATA: join(folder, 'data'),
      KUBEWHY_CONFIG: join(folder, 'kubewhy.yaml'),
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_APP_TOKEN: workspace.appToken,
      SLACK_API_URL: workspace.apiUrl,
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
};

const configure = (words: string) => writeFile(join(folder, 'kubewhy.yaml'), words);

const screenOf = async (child: ChildProcess): Promise<string> => {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('the process has no output');
  const errors = text(stderr);
  let screen = '';
  for await (const part of stdout) {
    screen += String(part);
    if (screen.includes('Ctrl-C')) return screen;
  }
  throw new Error(`no first screen: ${await errors}`);
};

const answers = () => workspace.driver.messages('ops').filter(({ botId }) => botId !== null);

test('a start shows what is real, answers, tells its health, and ends at SIGTERM', async () => {
  await configure('{}');
  const bot = run();
  const screen = await screenOf(bot);
  expect(screen.split('\n').length).toBeLessThanOrEqual(13);
  expect(screen).toMatch(/Slack +real +Acme/);
  expect(screen).toMatch(/Cluster +sandbox/);
  expect(screen).toMatch(/Redis +private/);

  const { driver } = workspace;
  expect(await driver.command({ channel: 'ops', text: '/k8s problems -A' })).toMatchObject({
    outcome: 'acked',
  });
  const said = await driver.waitFor(() => answers()[0], 15_000);
  expect(said.text).toMatch(/problems? in/);

  const health = /http:\/\/\S+\/readyz/.exec(screen)?.[0] ?? '';
  const ready = await fetch(health);
  expect(await ready.text()).toBe('[+]running ok\n[+]slack ok\n[+]queue ok\nready\n');

  bot.kill('SIGTERM');
  expect(await once(bot, 'exit')).toEqual([0, null]);
}, 40_000);

test('a question whose bot is killed is answered once by the next one', async () => {
  await configure('{}');
  const first = run();
  await screenOf(first);
  const { driver } = workspace;
  const asked = await driver.command({ channel: 'ops', text: '/k8s problems -A' });
  first.kill('SIGKILL');
  expect(asked).toMatchObject({ outcome: 'acked' });
  await once(first, 'exit');
  await screenOf(run());
  await driver.waitFor(() => answers().find(({ text: words }) => /problems? in/.test(words)), 20_000);
  expect(answers()).toHaveLength(1);
}, 60_000);

test('a configuration that is wrong ends the start with a line for each mistake', async () => {
  await configure('channels:\n  C012345:\n    answers: publik\n');
  const bot = run({ SLACK_API_URL: 'slack' });
  const { stderr } = bot;
  if (stderr === null) throw new Error('the process has no output');
  const [words, [code]] = await Promise.all([text(stderr), once(bot, 'exit')]);
  expect(code).toBe(2);
  expect(words.trim().split('\n')).toHaveLength(2);
  expect(words).toContain('publik');
}, 20_000);

test('a token that Slack refuses ends the start with one sentence and without the token', async () => {
  await configure('{}');
  const bot = run({ SLACK_BOT_TOKEN: 'xoxb-wrong' });
  const { stderr } = bot;
  if (stderr === null) throw new Error('the process has no output');
  const [words, [code]] = await Promise.all([text(stderr), once(bot, 'exit')]);
  expect(code).toBe(1);
  expect(words).toContain('Slack refuses SLACK_BOT_TOKEN: invalid_auth');
  expect(words).not.toContain('xoxb-wrong');
}, 20_000);

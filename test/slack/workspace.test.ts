import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { Enqueue } from '../../src/calls.ts';
import { startWorkspace, type Workspace } from '../../src/sandbox/workspace/server.ts';
import type { SlackConnection } from '../../src/slack/connect.ts';
import { startBot } from './queueless-bot.ts';

describe.each(['socket', 'http'] as const)('over %s', (way) => {
  let workspace: Workspace;
  let connection: SlackConnection;
  let running: Promise<void>[];

  beforeEach(async () => {
    const url = () => `http://127.0.0.1:${connection.port}/slack/events`;
    const limits = { ackMs: 1000 };
    workspace = await startWorkspace(way === 'http' ? { limits, events: { requestUrl: url } } : { limits });
    ({ connection, running } = await startBot(workspace, way));
  });
  afterEach(async () => {
    await connection.stop(1000);
    await Promise.all(running);
    await workspace.close();
  });

  const botSaid = (channel: string) =>
    workspace.driver.messages(channel).filter(({ botId }) => botId !== null);

  test('a command is acknowledged and answered in the channel, with its details in the thread', async () => {
    const { driver } = workspace;
    expect(await driver.command({ channel: 'ops', text: '/k8s why checkout' })).toMatchObject({
      outcome: 'acked',
    });
    const said = await driver.waitFor(() => botSaid('ops').find(({ replies }) => replies > 0));
    expect(said).toMatchObject({ visibleTo: null, thread: null });
    expect(said.text).toContain('The image does not exist.');
  });

  test('help is for the asker alone, and unknown words bring suggestions', async () => {
    const { driver } = workspace;
    await driver.command({ channel: 'ops', text: '/k8s' });
    await driver.command({ channel: 'ops', text: '/k8s checkout' });
    const said = await driver.waitFor(() => (botSaid('ops').length > 1 ? botSaid('ops') : null));
    expect(said.map(({ visibleTo }) => visibleTo)).toEqual([driver.userId(), driver.userId()]);
    expect(said[1]?.text).toContain('/k8s why checkout');
  });

  test('a mention is answered in its thread', async () => {
    const { driver } = workspace;
    const asked = driver.post({ channel: 'ops', text: '@kubewhy why is checkout failing?' });
    const thread = await driver.waitFor(() => {
      const all = driver.thread('ops', asked.ts);
      return all.length > 1 ? all : null;
    });
    expect(thread[1]?.text).toContain('The image does not exist.');
  });

  test('a direct message is answered there', async () => {
    const { driver } = workspace;
    const channel = driver.directMessage();
    driver.post({ channel, text: 'why checkout' });
    const said = await driver.waitFor(() => botSaid(channel)[0]);
    expect(said.text).toContain('The image does not exist.');
  });

  test('a private answer is shared with a click, and the button goes', async () => {
    const { driver } = workspace;
    await driver.command({ channel: 'ops', text: '/k8s why checkout --me' });
    const hidden = await driver.waitFor(() => botSaid('ops').find(({ visibleTo }) => visibleTo !== null));
    expect(await driver.click({ channel: 'ops', ts: hidden.ts, actionId: 'share' })).toMatchObject({
      outcome: 'acked',
    });
    const shown = await driver.waitFor(() => botSaid('ops').find(({ visibleTo }) => visibleTo === null));
    expect(shown.text).toContain('The image does not exist.');
    await driver.waitFor(() => !JSON.stringify(botSaid('ops')).includes('"share"'));
  });

  test('a channel the bot is not in gets the answer in one piece', async () => {
    const { driver } = workspace;
    await driver.command({ channel: 'random', text: '/k8s why checkout' });
    const said = await driver.waitFor(() => botSaid('random')[0]);
    expect(said).toMatchObject({ visibleTo: null });
    expect(said.text).toContain('The image does not exist.');
  });

  test('the Home tab shows what can be asked', async () => {
    const { driver } = workspace;
    driver.openHome();
    expect(JSON.stringify(await driver.waitFor(() => driver.home()))).toContain('/k8s why');
  });
});

const nobody: Enqueue = async () => ({
  ok: false,
  reason: 'unavailable',
  message: 'The queue is away.',
});

describe('sockets', () => {
  test('one being renewed loses no command', async () => {
    const workspace = await startWorkspace();
    const { connection, running } = await startBot(workspace, 'socket');
    const { driver } = workspace;
    await driver.waitFor(() => driver.connections() === 2);
    driver.refresh('refresh_requested', 1);
    expect(await driver.command({ channel: 'ops', text: '/k8s why checkout' })).toMatchObject({
      outcome: 'acked',
    });
    await Promise.all(running);
    expect(connection.connected()).toBe(true);
    await connection.stop(1000);
    await workspace.close();
  });

  test('a queue that takes nothing is told to the asker alone', async () => {
    const workspace = await startWorkspace();
    const { connection } = await startBot(workspace, 'socket', { enqueue: nobody });
    const { driver } = workspace;
    await driver.command({ channel: 'ops', text: '/k8s why checkout' });
    const said = await driver.waitFor(() => driver.messages('ops').find(({ botId }) => botId !== null));
    expect(said).toMatchObject({ visibleTo: driver.userId() });
    expect(said.text).toContain('The queue is away.');
    await connection.stop(1000);
    await workspace.close();
  });

  test('a wrong token ends the start with one sentence', async () => {
    const workspace = await startWorkspace();
    const start = startBot({ ...workspace, botToken: 'xoxb-wrong' }, 'socket');
    await expect(start).rejects.toThrow('Slack refuses SLACK_BOT_TOKEN: invalid_auth');
    await workspace.close();
  });
});

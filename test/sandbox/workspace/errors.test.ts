import { afterEach, describe, expect, test } from '@jest/globals';

import { defaultSeed } from '../../../src/sandbox/workspace/seed.ts';
import {
  startWorkspace,
  type Workspace,
  type WorkspaceOptions,
} from '../../../src/sandbox/workspace/server.ts';
import { runApp } from './bolt-app.ts';
import { call } from './call.ts';

const view = { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [{ type: 'divider' }] };
const home = { type: 'home', blocks: [{ type: 'divider' }] };
const scopes = [...defaultSeed.scopes, 'reactions:write', 'channels:history', 'channels:read', 'im:write'];

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
async function start(options: WorkspaceOptions = {}): Promise<Workspace> {
  const workspace = await startWorkspace(options);
  open.push(workspace.close);
  return workspace;
}

describe('errors of the Web API', () => {
  test('tokens and scopes', async () => {
    const workspace = await start();
    const rows: [method: string, token: string | null, error: string | null][] = [
      ['auth.test', null, 'not_authed'],
      ['auth.test', 'xoxb-wrong', 'invalid_auth'],
      ['apps.connections.open', 'xapp-wrong', 'invalid_auth'],
      ['apps.connections.open', workspace.botToken, 'not_allowed_token_type'],
      ['auth.test', workspace.appToken, 'not_allowed_token_type'],
      ['chat.scream', workspace.botToken, 'unknown_method'],
      ['conversations.list', workspace.botToken, 'missing_scope'],
      ['usergroups.list', workspace.botToken, 'missing_scope'],
      ['auth.test', workspace.botToken, null],
    ];
    const errors = [];
    for (const [method, token] of rows)
      errors.push((await call(workspace, method, {}, token)).body['error'] ?? null);
    expect(errors).toEqual(rows.map(([, , error]) => error));
    expect((await call(workspace, 'conversations.history', { channel: 'C0OPS00001' })).body).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'channels:history',
      provided: defaultSeed.scopes.join(','),
    });
    const form = await fetch(`${workspace.apiUrl}auth.test`, {
      method: 'POST',
      body: new URLSearchParams({ token: workspace.botToken }),
    });
    expect(await form.json()).toMatchObject({ ok: true, user_id: 'U0KUBEWHY1', bot_id: 'B0KUBEWHY1' });
  });

  test('messages: where they cannot go, and what cannot be changed', async () => {
    const workspace = await start({ seed: { scopes } });
    const theirs = workspace.driver.post({ channel: '#ops', text: 'hello' });
    const own = await call(workspace, 'chat.postMessage', { channel: 'C0OPS00001', text: 'mine' });
    const ts = own.body['ts'];
    const whispered = await call(workspace, 'chat.postEphemeral', {
      channel: 'C0OPS00001',
      user: 'U0YOU00001',
      text: 'x',
    });
    const channel = 'C0OPS00001';
    const rows: [method: string, args: object, error: string | null][] = [
      ['chat.postMessage', { channel: 'C0RANDOM01', text: 'x' }, 'not_in_channel'],
      ['chat.postMessage', { channel: 'C404', text: 'x' }, 'channel_not_found'],
      ['chat.postMessage', { channel, text: 'x', thread_ts: '1' }, 'invalid_thread_ts'],
      ['chat.postMessage', { channel, text: 'x', thread_ts: '1.000001' }, 'thread_not_found'],
      ['chat.postEphemeral', { channel: 'C0RANDOM01', user: 'U0YOU00001', text: 'x' }, 'not_in_channel'],
      ['chat.postEphemeral', { channel, user: 'U404', text: 'x' }, 'user_not_in_channel'],
      ['chat.update', { channel, ts: theirs.ts, text: 'x' }, 'cant_update_message'],
      ['chat.update', { channel, ts: '1.000001', text: 'x' }, 'message_not_found'],
      ['chat.update', { channel, ts: whispered.body['message_ts'], text: 'x' }, 'message_not_found'],
      ['chat.update', { channel, ts, text: 'x'.repeat(4001) }, 'msg_too_long'],
      ['chat.update', { channel, ts, text: 'x'.repeat(4000) }, null],
      ['chat.delete', { channel, ts: theirs.ts }, 'cant_delete_message'],
      ['chat.getPermalink', { channel, message_ts: '1.000001' }, 'message_not_found'],
      ['chat.getPermalink', { channel, message_ts: ts }, null],
      ['reactions.add', { channel, timestamp: ts, name: 'eyes' }, null],
      ['reactions.add', { channel, timestamp: ts, name: 'eyes' }, 'already_reacted'],
      ['reactions.remove', { channel, timestamp: ts, name: 'eyes' }, null],
      ['reactions.remove', { channel, timestamp: ts, name: 'eyes' }, 'no_reaction'],
      ['conversations.history', { channel }, null],
      ['conversations.history', { channel: 'C0RANDOM01' }, 'not_in_channel'],
      ['conversations.open', { users: 'U404' }, 'user_not_found'],
      ['conversations.open', { users: 'U0MIRA0001' }, null],
      ['users.info', { user: 'U404' }, 'user_not_found'],
      ['chat.delete', { channel, ts }, null],
      ['chat.delete', { channel, ts }, 'message_not_found'],
      ['views.update', { view_id: 'V404', view }, 'not_found'],
      ['views.publish', { user_id: 'U404', view: home }, 'user_not_found'],
      ['views.publish', { user_id: 'U0YOU00001', view }, 'invalid_arguments'],
      ['views.publish', { user_id: 'U0YOU00001', view: home }, null],
      ['views.publish', { user_id: 'U0YOU00001', view: home, hash: 'old' }, 'hash_conflict'],
    ];
    const errors = [];
    for (const [method, args] of rows)
      errors.push((await call(workspace, method, args)).body['error'] ?? null);
    expect(errors).toEqual(rows.map(([, , error]) => error));
  });

  test('one message a second in a channel after a short burst, and calls by the minute', async () => {
    let now = Date.parse('2026-11-22T12:00:00Z');
    const workspace = await start({ clock: () => now });
    const post = async (channel: string) => await call(workspace, 'chat.postMessage', { channel, text: 'x' });
    const statuses = [];
    for (const channel of ['C0OPS00001', 'C0OPS00001', 'C0OPS00001', 'C0OPS00001', 'C0SHOP0001']) {
      statuses.push((await post(channel)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429, 200]);
    const limited = await post('C0OPS00001');
    expect([limited.body, limited.headers.get('retry-after')]).toEqual([
      { ok: false, error: 'ratelimited' },
      '1',
    ]);
    now += 1_000;
    expect((await post('C0OPS00001')).status).toBe(200);
    const lists = [];
    for (let calls = 0; calls < 21; calls += 1) lists.push((await call(workspace, 'users.list')).status);
    expect(lists).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
    const ts = workspace.driver.messages('#ops').map((message) => message.ts);
    expect(ts).toEqual([...new Set(ts)].toSorted());
  });
});

/** What a response_url answers: status and body. */
async function answer(to: string, body: object): Promise<string> {
  const response = await fetch(to, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  return `${response.status} ${await response.text()}`;
}

describe('what a click hands over', () => {
  test('a trigger works once and for three seconds, and a stack holds three modals', async () => {
    let now = Date.parse('2026-11-22T12:00:00Z');
    const triggers: string[] = [];
    const { workspace, stop } = await runApp('socket', { clock: () => now }, (app) => {
      app.command('/k8s', async ({ ack, command }) => {
        await ack();
        triggers.push(command.trigger_id);
      });
    });
    open.push(stop);
    const trigger = async (): Promise<string> => {
      await workspace.driver.command({ channel: '#random', text: '/k8s x' });
      return await workspace.driver.waitFor(() => triggers.pop());
    };
    const first = await trigger();
    const opened = await call(workspace, 'views.open', { trigger_id: first, view });
    expect(opened.body).toMatchObject({ ok: true, view: { type: 'modal', team_id: 'T0SANDBOX1' } });
    const again = await call(workspace, 'views.open', { trigger_id: first, view });
    expect(again.body['error']).toBe('exchanged_trigger_id');
    const late = await trigger();
    now += 3_001;
    expect((await call(workspace, 'views.open', { trigger_id: late, view })).body['error']).toBe(
      'expired_trigger_id',
    );
    const pushed = [];
    for (let views = 0; views < 3; views += 1) {
      pushed.push(
        (await call(workspace, 'views.push', { trigger_id: await trigger(), view })).body['error'] ?? null,
      );
    }
    expect(pushed).toEqual([null, null, 'push_limit_reached']);
    const [{ id, hash } = { id: '', hash: '' }] = workspace.driver.modals();
    expect((await call(workspace, 'views.update', { view_id: id, hash, view })).body['ok']).toBe(true);
    expect((await call(workspace, 'views.update', { view_id: id, hash, view })).body['error']).toBe(
      'hash_conflict',
    );
  });

  test('a response_url works five times in thirty minutes, unseen by others, where the app is not a member', async () => {
    let now = Date.parse('2026-11-22T12:00:00Z');
    const urls: string[] = [];
    const { workspace, stop } = await runApp('socket', { clock: () => now }, (app) => {
      app.command('/k8s', async ({ ack, command }) => {
        await ack();
        urls.push(command.response_url);
      });
    });
    open.push(stop);
    const { driver } = workspace;
    const url = async (): Promise<string> => {
      await driver.command({ channel: '#random', text: '/k8s x' });
      return await driver.waitFor(() => urls.pop());
    };
    const first = await url();
    expect(await answer(first, { text: '' })).toBe('400 {"ok":false,"error":"no_text"}');
    expect(await answer(first, { text: 'all', response_type: 'in_channel' })).toBe('200 ok');
    for (let uses = 0; uses < 4; uses += 1) expect(await answer(first, { text: 'you' })).toBe('200 ok');
    expect(await answer(first, { text: 'you' })).toBe('404 {"ok":false,"error":"used_url"}');
    expect(driver.messages('#random', 'mira').map(({ text }) => text)).toEqual(['all']);
    expect(driver.messages('#random')).toHaveLength(5);
    const second = await url();
    now += 30 * 60_000 + 1;
    expect(await answer(second, { text: 'x' })).toBe('404 {"ok":false,"error":"expired_url"}');
  });
});

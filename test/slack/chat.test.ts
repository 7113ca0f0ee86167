import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { z } from 'zod';

import type { Chat } from '../../src/ports.ts';
import { boltLog } from '../../src/slack/bolt-log.ts';
import { openChat } from '../../src/slack/chat.ts';
import { newWebClient } from '../../src/slack/identity.ts';

type Heard = { method: string; values: Record<string, string> };
type Reply = { status?: number; headers?: Record<string, string>; body?: unknown };

const said = { text: 'words', blocks: [] };
let heard: Heard[];
let answer: (call: Heard, count: number) => Reply | Promise<Reply>;
let chat: Chat;
let close: () => Promise<void>;
let origin: string;

const valuesOf = async (request: IncomingMessage): Promise<Record<string, string>> => {
  const body = await text(request);
  const json = (request.headers['content-type'] ?? '').startsWith('application/json');
  const pairs = json
    ? Object.entries(z.record(z.string(), z.unknown()).parse(JSON.parse(body)))
    : new URLSearchParams(body).entries();
  return Object.fromEntries(Array.from(pairs, ([key, value]) => [key, String(value)]));
};

beforeEach(async () => {
  heard = [];
  answer = (_, count) => ({ body: { ok: true, ts: `${count}.0`, channel: 'C1' } });
  const server = createServer((request, response) => {
    void (async () => {
      const call = { method: (request.url ?? '').split('/').at(-1) ?? '', values: await valuesOf(request) };
      heard.push(call);
      const { status = 200, headers = {}, body = { ok: true } } = await answer(call, heard.length);
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  origin = `http://127.0.0.1:${address.port}`;
  const logger = boltLog(pino({ level: 'silent' }));
  chat = openChat(newWebClient('xoxb-1', { slackApiUrl: `${origin}/api/`, logger }));
  close = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
});
afterEach(() => close());

describe('posting', () => {
  test('unfolds nothing and looks nothing up', async () => {
    expect(await chat.post({ channel: 'C1', thread: '7.7' }, said)).toEqual({
      ok: true,
      at: { channel: 'C1', ts: '1.0' },
    });
    await chat.update({ channel: 'C1', ts: '1.0' }, said);
    expect(heard).toMatchObject([
      {
        method: 'chat.postMessage',
        values: { thread_ts: '7.7', unfurl_links: 'false', unfurl_media: 'false', link_names: 'false' },
      },
      { method: 'chat.update', values: { ts: '1.0', parse: 'none', link_names: 'false' } },
    ]);
  });

  test('keeps the order of a channel while Slack slows it down, and holds up no other', async () => {
    answer = ({ values }, count) =>
      values['channel'] === 'C1' && count === 1
        ? { status: 429, headers: { 'retry-after': '1' }, body: { ok: false, error: 'ratelimited' } }
        : { body: { ok: true, ts: `${count}.0`, channel: values['channel'] } };
    const order: string[] = [];
    const post = async (channel: string, words: string) => {
      await chat.post({ channel }, { ...said, text: words });
      order.push(words);
    };
    await Promise.all([post('C1', 'parent'), post('C1', 'detail'), post('C2', 'other')]);
    expect(order).toEqual(['other', 'parent', 'detail']);
    expect(heard.map(({ values }) => values['text'])).toEqual(['parent', 'other', 'parent', 'detail']);
  });

  test.each([
    ['not_in_channel', 'not-in-channel'],
    ['channel_not_found', 'not-in-channel'],
    ['is_archived', 'archived'],
    ['restricted_action_read_only_channel', 'restricted'],
    ['message_not_found', 'expired'],
    ['invalid_blocks', 'invalid'],
    ['some_new_code', 'invalid'],
    ['token_revoked', 'unauthorized'],
  ])('the error %s is the refusal %s, and is not tried again', async (error, reason) => {
    answer = () => ({ body: { ok: false, error } });
    expect(await chat.post({ channel: 'C1' }, said)).toEqual({ ok: false, reason, message: error });
    expect(heard).toHaveLength(1);
  });

  test('an error of Slack itself is tried three times, and then throws', async () => {
    answer = (_, count) => (count < 3 ? { status: 503 } : { body: { ok: true, ts: '3.0', channel: 'C1' } });
    expect(await chat.post({ channel: 'C1' }, said)).toMatchObject({ ok: true });
    answer = () => ({ body: { ok: false, error: 'internal_error' } });
    await expect(chat.post({ channel: 'C1' }, said)).rejects.toThrow('internal_error');
    expect(heard).toHaveLength(6);
  });

  test('a failure does not hold up what comes after it', async () => {
    answer = (_, count) => (count === 1 ? { status: 400 } : { body: { ok: true, ts: '2.0', channel: 'C1' } });
    const both = await Promise.allSettled([
      chat.post({ channel: 'C1' }, said),
      chat.post({ channel: 'C1' }, said),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });
});

const respond = () => chat.respond(`${origin}/response/1`, said, { inChannel: true, replace: true });

describe('a response_url', () => {
  test('shows the message to whom it is for', async () => {
    expect(await respond()).toEqual({ ok: true });
    expect(heard).toMatchObject([
      { values: { response_type: 'in_channel', replace_original: 'true', text: 'words' } },
    ]);
  });

  test.each([
    [404, 'expired'],
    [429, 'expired'],
    [400, 'invalid'],
  ])('that answers %i is the refusal %s', async (status, reason) => {
    answer = () => ({ status });
    expect(await respond()).toMatchObject({ ok: false, reason });
    expect(heard).toHaveLength(1);
  });

  test('that fails is tried three times, and then throws', async () => {
    answer = () => ({ status: 502 });
    await expect(respond()).rejects.toThrow('502');
    expect(heard).toHaveLength(3);
  });
});

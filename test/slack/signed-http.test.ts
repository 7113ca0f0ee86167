import { createHmac } from 'node:crypto';

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { HTTPReceiver } from '@slack/bolt';
import { pino } from 'pino';

import { boltLog } from '../../src/slack/bolt-log.ts';
import { eventsPath, serveSigned } from '../../src/slack/signed-http.ts';

const log = pino({ level: 'silent' });
const secret = 'a secret';
let served: Awaited<ReturnType<typeof serveSigned>>;

beforeEach(async () => {
  const receiver = new HTTPReceiver({ signingSecret: secret, endpoints: eventsPath, logger: boltLog(log) });
  served = await serveSigned(receiver, { port: 0, log });
});
afterEach(() => served.stop());

const ask = async (changes: {
  path?: string;
  method?: string;
  type?: string;
  ago?: number;
  key?: string;
  stamp?: string;
}): Promise<number> => {
  const { path = eventsPath, method = 'POST', type = 'application/json', ago = 0, key = secret } = changes;
  const stamp = changes.stamp ?? String(Math.floor(Date.now() / 1000) - ago);
  const body = JSON.stringify({ type: 'url_verification', challenge: 'x' });
  const signature = `v0=${createHmac('sha256', key).update(`v0:${stamp}:${body}`).digest('hex')}`;
  const answer = await fetch(`http://127.0.0.1:${served.port}${path}`, {
    method,
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': signature,
      connection: 'close',
    },
    ...(method === 'POST' && { body }),
  });
  await answer.text();
  return answer.status;
};

test.each([
  ['a signed request', {}, 200],
  ['one with a charset', { type: 'application/json; charset=utf-8' }, 200],
  ['one signed with another secret', { key: 'another' }, 401],
  ['one from six minutes ago', { ago: 360 }, 401],
  ['one from six minutes ahead', { ago: -360 }, 401],
  ['one with a time that is none', { stamp: 'now' }, 401],
  ['one of another type', { type: 'text/plain' }, 415],
  ['another path', { path: '/' }, 404],
  ['another method', { method: 'GET' }, 405],
])('%s', async (_, changes, status) => {
  expect(await ask(changes)).toBe(status);
});

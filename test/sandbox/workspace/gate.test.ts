import { request } from 'node:http';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { WebSocket } from 'ws';

import { startWorkspace, type Workspace } from '../../../src/sandbox/workspace/server.ts';
import { call } from './call.ts';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await startWorkspace({ limits: { burst: 1e9, tiers: false } });
});
afterAll(async () => {
  await workspace.close();
});

/** A request with headers a browser would not let a program set. */
async function status(path: string, headers: Record<string, string>): Promise<number | undefined> {
  return await new Promise((resolve, reject) => {
    const sent = request(new URL(path, workspace.pageUrl), { headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    sent.on('error', reject).end();
  });
}

/** `open`, or the status or close code the socket was refused with. */
async function socket(
  path: string,
  options: { origin?: string; headers?: Record<string, string> },
  key = '',
): Promise<unknown> {
  const client = new WebSocket(
    new URL(path, workspace.pageUrl.replace('http', 'ws').replace(/#.*/, '')),
    options,
  );
  return await new Promise((resolve) => {
    client.on('error', () => undefined);
    client.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    client.on('open', () => client.send(JSON.stringify({ key })));
    client.on('close', (code) => resolve(code));
    client.on('message', () => {
      client.close();
      resolve('open');
    });
  });
}

test('only this server’s own names and pages may speak to it', async () => {
  const { host, origin } = new URL(workspace.pageUrl);
  const rows: [headers: Record<string, string>, status: number][] = [
    [{ host }, 200],
    [{ host: host.replace('127.0.0.1', 'localhost') }, 200],
    [{ host: 'rebound.example.com' }, 403],
    [{ host: `rebound.example.com:${new URL(origin).port}` }, 403],
    [{ host: '127.0.0.1' }, 403],
    [{ host, origin }, 200],
    [{ host, origin: 'null' }, 403],
    [{ host, origin: 'https://evil.example.com' }, 403],
    [{ host, origin: 'http://127.0.0.1:1' }, 403],
    [{ host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 403],
    [{ host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, 200],
  ];
  const statuses = [];
  for (const [headers] of rows) statuses.push(await status('/', headers));
  expect(statuses).toEqual(rows.map(([, expected]) => expected));
  expect(await status('/api/auth.test', { host, origin: 'https://evil.example.com' })).toBe(403);
  expect(await status('/../server.ts', { host })).toBe(404);
  expect(await status('/%2e%2e/server.ts', { host })).toBe(404);
});

test('the page’s socket wants our origin and the key of this start', async () => {
  const { host, origin, hash } = new URL(workspace.pageUrl);
  const key = hash.slice(1);
  expect(await socket('/page', { origin }, key)).toBe('open');
  expect(await socket('/page', { origin }, 'x'.repeat(key.length))).toBe(4401);
  expect(await socket('/page', { origin: 'https://evil.example.com' }, key)).toBe(403);
  expect(await socket('/page', {}, key)).toBe(403);
  expect(await socket('/page', { origin, headers: { host: 'rebound.example.com' } }, key)).toBe(403);
  expect(await socket('/link/?ticket=guess', { headers: { host } })).toBe(403);
});

test('whatever JSON is sent to whatever method, the answer is one of Slack’s', async () => {
  const methods = [
    'chat.postMessage',
    'chat.update',
    'views.open',
    'views.publish',
    'views.update',
    'reactions.add',
    'users.info',
    'users.list',
  ];
  const known = fc.record(
    {
      channel: fc.constantFrom('C0OPS00001', 'D0YOU00001', 7),
      text: fc.jsonValue(),
      blocks: fc.oneof(
        fc.jsonValue(),
        fc.array(
          fc.record(
            {
              type: fc.constantFrom('section', 'actions', 'table', 'rich_text', 'input'),
              elements: fc.jsonValue(),
              text: fc.jsonValue(),
              rows: fc.jsonValue(),
            },
            { requiredKeys: ['type'] },
          ),
        ),
      ),
      view: fc.record({
        type: fc.constantFrom('modal', 'home'),
        blocks: fc.jsonValue(),
        title: fc.jsonValue(),
      }),
      attachments: fc.jsonValue(),
      user_id: fc.constantFrom('U0YOU00001', 'U404'),
      trigger_id: fc.string(),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...methods), fc.oneof(fc.jsonValue(), known), async (method, args) => {
      const { body, status: answered } = await call(workspace, method, args);
      expect(answered).toBe(200);
      expect(body['ok'] === true || typeof body['error'] === 'string').toBe(true);
    }),
    { numRuns: 300 },
  );
  expect(workspace.driver.log().filter(({ what }) => what === 'internal_error')).toEqual([]);
}, 60_000);

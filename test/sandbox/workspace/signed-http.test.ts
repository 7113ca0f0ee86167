import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';

import { afterEach, expect, test } from '@jest/globals';

import { startWorkspace, type Workspace } from '../../../src/sandbox/workspace/server.ts';

type Request = { headers: IncomingHttpHeaders; body: string };

let workspace: Workspace | undefined;
let server: Server | undefined;
afterEach(async () => {
  await workspace?.close();
  server?.closeAllConnections();
  server?.close();
});

/** A workspace that delivers to a server which answers each request as `answers` says, in turn, then with 200. */
async function start(
  answers: { status: number; noRetry?: boolean }[],
): Promise<{ at: Workspace; got: Request[] }> {
  const got: Request[] = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { status, noRetry = false } = answers[got.length] ?? { status: 200 };
      got.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(status, noRetry ? { 'x-slack-no-retry': '1' } : {}).end();
      // A change that the driver can wait for.
      workspace?.driver.post({ channel: '#random', text: 'got one' });
    });
  });
  await new Promise<void>((resolve) => {
    server?.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  workspace = await startWorkspace({
    events: { requestUrl: `http://127.0.0.1:${port}/slack/events` },
    limits: { retryWaitsMs: [0, 0, 0] },
  });
  return { at: workspace, got };
}

test('an event answered with an error comes again, signed, with what went wrong', async () => {
  const { at, got } = await start([{ status: 500 }, { status: 500 }]);
  at.driver.post({ channel: '#ops', text: '@kubewhy why' });
  await at.driver.waitFor(() => got.length === 3);
  expect(got.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']])).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
    ['2', 'http_error'],
  ]);
  expect(new Set(got.map(({ body }) => body)).size).toBe(1);
  for (const { headers, body } of got) {
    const signed = `v0:${String(headers['x-slack-request-timestamp'])}:${body}`;
    const expected = `v0=${createHmac('sha256', at.signingSecret).update(signed).digest('hex')}`;
    expect(headers['x-slack-signature']).toBe(expected);
  }
});

test('a command is a form, its failure is told to the asker, and x-slack-no-retry stops retries', async () => {
  const { at, got } = await start([{ status: 500, noRetry: true }, { status: 500 }]);
  at.driver.post({ channel: '#ops', text: '@kubewhy why' });
  await at.driver.waitFor(() => got.length === 1);
  const outcome = await at.driver.command({ channel: '#ops', text: '/k8s why a & b' });
  expect(outcome).toEqual({ outcome: 'dispatch_failed', why: 'http_error 500', noRetry: false });
  expect(at.driver.messages('#ops').at(-1)?.text).toBe('/k8s failed with the error "dispatch_failed"');
  expect(got).toHaveLength(2);
  const [, command] = got;
  expect(command?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  expect(Object.fromEntries(new URLSearchParams(command?.body))).toMatchObject({
    command: '/k8s',
    text: 'why a &amp; b',
    channel_name: 'ops',
    user_id: 'U0YOU00001',
    api_app_id: 'A0KUBEWHY1',
  });
});

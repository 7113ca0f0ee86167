import { afterEach, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';

import { isObject, parseJson } from '../../../src/sandbox/workspace/json.ts';
import { startWorkspace, type Workspace } from '../../../src/sandbox/workspace/server.ts';
import { call } from './call.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

type Envelope = Record<string, unknown>;
type Client = { socket: WebSocket; got: Envelope[]; next: (type: string) => Promise<Envelope> };

/** A bare Socket Mode client that acknowledges only what it is told to. */
async function connect(workspace: Workspace): Promise<Client> {
  const { body } = await call(workspace, 'apps.connections.open', {}, workspace.appToken);
  const socket = new WebSocket(String(body['url']));
  const got: Envelope[] = [];
  let wake: (() => void) | null = null;
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer) => {
    const message = parseJson(data.toString('utf8'));
    if (isObject(message)) got.push(message);
    wake?.();
  });
  const next = async (type: string): Promise<Envelope> => {
    for (;;) {
      const at = got.findIndex((message) => message['type'] === type);
      const [found] = at < 0 ? [] : got.splice(at, 1);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { socket, got, next };
}

async function start(limits: object = {}): Promise<Workspace> {
  const workspace = await startWorkspace({ limits });
  open.push(workspace.close);
  return workspace;
}

const ack = ({ socket }: Client, { envelope_id: id }: Envelope, payload?: object): void =>
  socket.send(JSON.stringify({ envelope_id: id, payload }));

test('each envelope goes to one connection; a refreshed one gets no more', async () => {
  const workspace = await start();
  const [a, b] = [await connect(workspace), await connect(workspace)];
  await Promise.all([a.next('hello'), b.next('hello')]);
  const outcomes = ['1', '2'].map(
    async (text) => await workspace.driver.command({ channel: '#ops', text: `/k8s ${text}` }),
  );
  for (const client of [a, b]) ack(client, await client.next('slash_commands'), { text: 'seen' });
  expect(await Promise.all(outcomes)).toMatchObject([
    { outcome: 'acked', payload: { text: 'seen' } },
    { outcome: 'acked' },
  ]);
  expect([a.got, b.got]).toEqual([[], []]);

  workspace.driver.refresh('refresh_requested', 1);
  expect(await a.next('disconnect')).toMatchObject({ reason: 'refresh_requested' });
  expect(workspace.driver.connections()).toBe(1);
  const third = workspace.driver.command({ channel: '#ops', text: '/k8s 3' });
  ack(b, await b.next('slash_commands'));
  expect(await third).toMatchObject({ outcome: 'acked', payload: null });
});

test('an event that is not acknowledged comes again under the same id', async () => {
  const workspace = await start({ ackMs: 30, retryWaitsMs: [0, 0, 0] });
  const client = await connect(workspace);
  await client.next('hello');
  workspace.driver.post({ channel: '#ops', text: '@kubewhy why' });
  const deliveries = [];
  for (let count = 0; count < 4; count += 1) deliveries.push(await client.next('events_api'));
  const ids = deliveries.map(({ payload }) => (isObject(payload) ? payload['event_id'] : null));
  expect(new Set(ids).size).toBe(1);
  expect(deliveries.map((each) => [each['retry_attempt'], each['retry_reason']])).toEqual([
    [0, ''],
    [1, 'http_timeout'],
    [2, 'http_timeout'],
    [3, 'http_timeout'],
  ]);
});

test('an eleventh connection is turned away, a ticket works once, and nobody there is said', async () => {
  const workspace = await start({ tiers: false });
  expect(await workspace.driver.command({ channel: '#ops', text: '/k8s x' })).toMatchObject({
    outcome: 'dispatch_failed',
  });
  const clients = [];
  for (let count = 0; count < 10; count += 1) clients.push(await connect(workspace));
  await Promise.all(clients.map(async (client) => await client.next('hello')));
  const late = await connect(workspace);
  expect(await late.next('disconnect')).toEqual({ type: 'disconnect', reason: 'too_many_websockets' });
  const again = new WebSocket(String(clients[0]?.socket.url));
  const refused = await new Promise((resolve) => {
    again.on('unexpected-response', (_request, response) => resolve(response.statusCode));
  });
  expect(refused).toBe(403);
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { readDiscovery } from '../../../src/cluster/outside.ts';
import type { SandboxCluster } from '../../../src/sandbox/cluster/server.ts';
import { startSandboxCluster } from '../../../src/sandbox/cluster/server.ts';
import { shopRecording } from '../../cluster/shop-recording.ts';
import { clientOf } from './sandbox-client.ts';

const merge = { 'content-type': 'application/merge-patch+json' };
const strategic = { 'content-type': 'application/strategic-merge-patch+json' };
const json = { 'content-type': 'application/json-patch+json' };
const web1 = '/api/v1/namespaces/shop/pods/web-1';

let sandbox: SandboxCluster;
let send: ReturnType<typeof clientOf>;

const start = async (): Promise<void> => {
  sandbox = await startSandboxCluster({
    recording: shopRecording(),
    now: () => new Date('2026-11-23T10:00:00Z'),
  });
  send = clientOf(sandbox);
};

const version = async (): Promise<string> => {
  const { body } = await send('GET', web1);
  return String(Reflect.get(Object(Reflect.get(Object(body), 'metadata')), 'resourceVersion'));
};

describe('who may ask', () => {
  beforeAll(start);
  afterAll(() => sandbox.close());

  test.each([
    ['no token', { authorization: '' }, 401, 'Unauthorized'],
    ['another token', { authorization: 'Bearer x' }, 401, 'Unauthorized'],
    ['another host', { host: 'evil.test' }, 403, 'Forbidden'],
    ['a web page', { origin: 'https://evil.test' }, 403, 'Forbidden'],
  ])('%s is refused', async (_, headers, code, reason) => {
    expect(await send('GET', web1, undefined, headers)).toEqual({
      status: code,
      body: expect.objectContaining({ kind: 'Status', code, reason }),
    });
  });

  test('says what it is and what it serves', async () => {
    expect(await send('GET', '/readyz')).toEqual({ status: 200, body: 'ok' });
    expect(await send('GET', '/version')).toMatchObject({ status: 200, body: { major: '1' } });
    expect(await send('GET', '/apis')).toMatchObject({ status: 200, body: { kind: 'APIGroupList' } });
    const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
    const { body } = await send('GET', '/apis', undefined, { accept });
    expect(readDiscovery(JSON.stringify(body))).toEqual([]);
    expect(body).toMatchObject({ kind: 'APIGroupDiscoveryList' });
    expect(await send('GET', '/apis/apps/v1')).toMatchObject({
      status: 200,
      body: { resources: expect.arrayContaining([expect.objectContaining({ name: 'deployments' })]) },
    });
    expect(await send('GET', '/apis/metrics.k8s.io/v1beta1/pods')).toEqual({
      status: 404,
      body: '404 page not found\n',
    });
  });
});

describe('reads and writes', () => {
  beforeEach(start);
  afterEach(() => sandbox.close());

  test('the times are those of the recording, counted from the start', async () => {
    expect(await send('GET', web1)).toMatchObject({
      status: 200,
      body: {
        metadata: { uid: 'u-web-1', creationTimestamp: '2026-11-23T09:00:00Z' },
        status: { containerStatuses: [{ state: { running: { startedAt: '2026-11-23T09:00:01Z' } } }] },
      },
    });
  });

  test('a list goes on where its token says', async () => {
    const first = await send('GET', '/api/v1/pods?limit=2');
    expect(first.body).toMatchObject({ kind: 'PodList', metadata: { remainingItemCount: 1 } });
    const token = String(Reflect.get(Object(Reflect.get(Object(first.body), 'metadata')), 'continue'));
    const rest = await send('GET', `/api/v1/pods?limit=2&continue=${token}`);
    expect(rest.body).toMatchObject({ items: [{ metadata: { name: 'web-2' } }] });
    expect(await send('GET', '/api/v1/pods?continue=nonsense')).toMatchObject({ status: 400 });
  });

  test('patches: merge, strategic by container name, JSON with test', async () => {
    expect(await send('PATCH', web1, { metadata: { labels: { tier: null } } }, merge)).toMatchObject({
      status: 200,
      body: { metadata: { labels: { app: 'web' } } },
    });
    const image = { spec: { containers: [{ name: 'app', image: 'shop/web:v2' }] } };
    expect(await send('PATCH', web1, image, strategic)).toMatchObject({
      body: { spec: { nodeName: 'node-a', containers: [{ name: 'app', image: 'shop/web:v2' }] } },
    });
    const path = '/spec/containers/0/image';
    const swap = [
      { op: 'test', path, value: 'shop/web:v2' },
      { op: 'replace', path, value: 'shop/web:v1' },
    ];
    expect(await send('PATCH', web1, swap, json)).toMatchObject({ status: 200 });
    expect(await send('PATCH', web1, swap, json)).toMatchObject({ status: 422, body: { reason: 'Invalid' } });
    expect(await send('PATCH', web1, {}, { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
  });

  test('a dry run changes nothing', async () => {
    const before = await version();
    expect(await send('PATCH', `${web1}?dryRun=All`, { spec: { nodeName: 'x' } }, merge)).toMatchObject({
      body: { spec: { nodeName: 'x' } },
    });
    expect(await send('DELETE', `${web1}?dryRun=All`)).toMatchObject({ status: 200 });
    expect(await version()).toBe(before);
  });

  test('a write for an object that has moved on is a conflict', async () => {
    const stale = { metadata: { resourceVersion: '1' } };
    const refused = { status: 409, body: expect.objectContaining({ reason: 'Conflict', code: 409 }) };
    expect(await send('PATCH', web1, stale, merge)).toEqual(refused);
    expect(await send('DELETE', web1, { preconditions: { uid: 'other' } })).toEqual(refused);
    expect(await send('DELETE', web1, { preconditions: { resourceVersion: '1' } })).toEqual(refused);
    const seen = { uid: 'u-web-1', resourceVersion: await version() };
    expect(await send('DELETE', web1, { preconditions: seen })).toMatchObject({ status: 200 });
    expect(await send('GET', web1)).toMatchObject({
      status: 404,
      body: { message: 'pods "web-1" not found', reason: 'NotFound' },
    });
  });

  test('evicts, reviews access, takes leases', async () => {
    expect(await send('POST', `${web1}/eviction`, { kind: 'Eviction' })).toMatchObject({ status: 201 });
    expect(await send('GET', web1)).toMatchObject({ status: 404 });
    const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
    expect(await send('POST', reviews, { spec: {} })).toMatchObject({
      status: 201,
      body: { status: { allowed: true } },
    });
    const leases = '/apis/coordination.k8s.io/v1/namespaces/shop/leases';
    const lease = { metadata: { name: 'leader' }, spec: { holderIdentity: 'a' } };
    expect(await send('POST', leases, lease)).toMatchObject({ status: 201, body: { kind: 'Lease' } });
    expect(await send('POST', leases, lease)).toMatchObject({
      status: 409,
      body: { reason: 'AlreadyExists' },
    });
    expect(await send('POST', leases, 'x'.repeat(2 * 1024 * 1024))).toMatchObject({ status: 413 });
  });

  test('a watch tells what was, what changes, and that the past is forgotten', async () => {
    const from = await version();
    const labels = { metadata: { labels: { seen: 'yes' } } };
    await send('PATCH', web1, labels, merge);
    await send('DELETE', web1);
    const query = `watch=true&timeoutSeconds=1&allowWatchBookmarks=true&labelSelector=app%3Dweb`;
    const told = await send('GET', `/api/v1/namespaces/shop/pods?${query}&resourceVersion=1005`);
    const lines = String(told.body).trim().split('\n');
    const types = lines.map((line): unknown => Reflect.get(Object(JSON.parse(line)), 'type'));
    expect(Number(from)).toBeGreaterThan(1000);
    expect(types.slice(-3)).toEqual(['MODIFIED', 'DELETED', 'BOOKMARK']);
    const old = await send('GET', `/api/v1/pods?watch=true&resourceVersion=5`);
    expect(old.body).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } });
  });
});

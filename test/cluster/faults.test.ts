import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterEach, expect, test } from '@jest/globals';

import { connectCluster } from '../../src/cluster/connect.ts';
import { largestBody } from '../../src/cluster/transport.ts';
import type { Cluster } from '../../src/ports.ts';

const closers: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const connect = async (server: string, user: object = { token: 't' }, timeoutMs = 2000): Promise<Cluster> => {
  const folder = await mkdtemp(join(tmpdir(), 'kubewhy-'));
  closers.push(() => rm(folder, { recursive: true }));
  const file = join(folder, 'config');
  const config = {
    'current-context': 'c',
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server } }],
    users: [{ name: 'u', user }],
  };
  await writeFile(file, JSON.stringify(config));
  const result = await connectCluster({ kubeconfigPaths: [file], timeoutMs });
  if (!result.ok) throw new Error(JSON.stringify(result.complaint));
  closers.push(result.close);
  return result.cluster;
};

const serve = async (
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> => {
  const server: Server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    server.close();
    server.closeAllConnections();
    if (server.listening) await once(server, 'close');
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
};

const status = (code: number, message: string): string =>
  JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code });

const list = '{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[{"metadata":{"name":"a"}}]}';

test.each([
  [403, status(403, 'pods is forbidden: User "x"'), 'forbidden', 'pods is forbidden: User "x"'],
  [401, status(401, 'Unauthorized'), 'unauthorized', 'Unauthorized'],
  [429, status(429, 'too many requests'), 'rejected', 'too many requests'],
  [500, status(500, 'etcdserver: request timed out'), 'rejected', 'etcdserver: request timed out'],
  [404, '404 page not found\n', 'rejected', 'HTTP 404: 404 page not found'],
  [502, '<html>\nBad gateway', 'rejected', 'HTTP 502: <html>'],
  [302, '', 'rejected', 'HTTP 302'],
  [
    200,
    '{"kind":',
    'rejected',
    "the server's answer for the list of pods is not the JSON that the Kubernetes API gives",
  ],
  [
    200,
    '[1,2]',
    'rejected',
    "the server's answer for the list of pods is not the JSON that the Kubernetes API gives",
  ],
  [
    200,
    '{"items":["x"]}',
    'rejected',
    "the server's answer for the list of pods is not the JSON that the Kubernetes API gives",
  ],
] as const)('HTTP %i %j is %s', async (code, body, reason, message) => {
  const url = await serve((_, response) => response.writeHead(code).end(body));
  const read = await (await connect(url)).list('Pod', { namespace: 'shop' });
  expect(read).toEqual({ ok: false, failure: { reason, message } });
});

test('asks for one page without a resourceVersion, under the path of the server', async () => {
  const urls: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    urls.push(request.url);
    response.end(list);
  });
  const cluster = await connect(`${url}/k8s/clusters/c-1/`);
  await cluster.list('Deployment', { namespace: 'a b', labels: 'x in (y)', limit: 7 });
  await cluster.get('Pod', 'shop', 'w?b');
  expect(urls).toEqual([
    '/k8s/clusters/c-1/apis/apps/v1/namespaces/a%20b/deployments?limit=7&labelSelector=x+in+%28y%29',
    '/k8s/clusters/c-1/api/v1/namespaces/shop/pods/w%3Fb',
  ]);
});

test('a server that takes the connection and never answers is a timeout', async () => {
  const url = await serve(() => undefined);
  const read = await (await connect(url, {}, 100)).list('Pod', { namespace: 'shop' });
  expect(read).toMatchObject({ ok: false, failure: { reason: 'timeout' } });
});

test('a server that stops in the middle of its answer is a timeout', async () => {
  const url = await serve((_, response) => response.write('{"items":['));
  const read = await (await connect(url, {}, 100)).list('Pod', { namespace: 'shop' });
  expect(read).toMatchObject({ ok: false, failure: { reason: 'timeout' } });
});

test('a connection that is cut in the middle of an answer is unreachable', async () => {
  const url = await serve((_, response) => {
    response.write('{"items":[', () => response.destroy());
  });
  const read = await (await connect(url)).list('Pod', { namespace: 'shop' });
  expect(read).toMatchObject({ ok: false, failure: { reason: 'unreachable' } });
});

test('refused connections and unknown hosts are told in words', async () => {
  const url = await serve(() => undefined);
  await closers.pop()?.();
  const refused = await (await connect(url)).list('Pod', { namespace: 'shop' });
  const at = url.replace('http://', '');
  expect(refused).toEqual({
    ok: false,
    failure: { reason: 'unreachable', message: `connection refused to ${at}` },
  });
});

test('an answer beyond the bound is rejected, packed or not', async () => {
  const packed = gzipSync(Buffer.alloc(largestBody + 1024, ' '));
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
  });
  const read = await (await connect(url, {}, 20_000)).list('Pod', { namespace: 'shop' });
  expect(read).toEqual({
    ok: false,
    failure: { reason: 'rejected', message: 'the answer is larger than 64 MB' },
  });
});

test('waits as long as a 429 asks, once, if that fits into the deadline', async () => {
  let requests = 0;
  const url = await serve((_, response) => {
    requests += 1;
    if (requests === 1) response.writeHead(429, { 'retry-after': '0' }).end(status(429, 'slow down'));
    else if (requests === 2) response.end(list);
    else response.writeHead(429, { 'retry-after': '60' }).end(status(429, 'slow down'));
  });
  const cluster = await connect(url);
  expect(await cluster.list('Pod', { namespace: 'shop' })).toMatchObject({ ok: true });
  expect(await cluster.list('Pod', { namespace: 'shop' })).toMatchObject({
    ok: false,
    failure: { reason: 'rejected', message: 'slow down' },
  });
  expect(requests).toBe(3);
});

test('reads a token file again after a 401', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kubewhy-'));
  closers.push(() => rm(folder, { recursive: true }));
  const tokenFile = join(folder, 'token');
  await writeFile(tokenFile, 'old\n');
  let valid = 'Bearer old';
  const url = await serve((request, response) => {
    if (request.headers.authorization === valid) response.end(list);
    else response.writeHead(401).end(status(401, 'Unauthorized'));
  });
  const cluster = await connect(url, { tokenFile, token: 'unused' });
  expect(await cluster.list('Pod', { namespace: 'shop' })).toMatchObject({ ok: true });
  valid = 'Bearer new';
  await writeFile(tokenFile, 'new');
  expect(await cluster.list('Pod', { namespace: 'shop' })).toMatchObject({ ok: true });
});

test('sends impersonation with all groups and extras, and name and password as Basic', async () => {
  const seen: IncomingMessage['headersDistinct'][] = [];
  const url = await serve((request, response) => {
    seen.push(request.headersDistinct);
    response.end(list);
  });
  const user = {
    username: 'a',
    password: 'b',
    as: 'jane',
    'as-groups': ['dev', 'ops'],
    'as-user-extra': { 'x/y': ['1'] },
  };
  await (await connect(url, user)).list('Pod', { namespace: 'shop' });
  expect(seen[0]).toMatchObject({
    authorization: [`Basic ${Buffer.from('a:b').toString('base64')}`],
    'impersonate-user': ['jane'],
    'impersonate-group': ['dev', 'ops'],
    'impersonate-extra-x%2fy': ['1'],
  });
});

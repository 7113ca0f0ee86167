import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { connectCluster } from '../../../src/cluster/connect.ts';
import type { Pod } from '../../../src/facts/objects.ts';
import type { Cluster } from '../../../src/ports.ts';
import type { SandboxCluster } from '../../../src/sandbox/cluster/server.ts';
import { startSandboxCluster } from '../../../src/sandbox/cluster/server.ts';
import { clientOf } from './sandbox-client.ts';

const merge = { 'content-type': 'application/merge-patch+json' };
const strategic = { 'content-type': 'application/strategic-merge-patch+json' };
const folder = mkdtempSync(join(tmpdir(), 'kubewhy-'));
const deployment = (name: string): string => `/apis/apps/v1/namespaces/shop/deployments/${name}`;

let sandbox: SandboxCluster;
let send: ReturnType<typeof clientOf>;
let cluster: Cluster;
let close: () => void;

beforeAll(async () => {
  sandbox = await startSandboxCluster({ settleMs: 20 });
  send = clientOf(sandbox);
  writeFileSync(join(folder, 'config'), sandbox.kubeconfig);
  const connected = await connectCluster({ kubeconfigPaths: [join(folder, 'config')] });
  if (!connected.ok) throw new Error(JSON.stringify(connected.complaint));
  ({ cluster, close } = connected);
});

afterAll(async () => {
  close();
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

const podsOf = async (app: string): Promise<Pod[]> => {
  const read = await cluster.list('Pod', { namespace: 'shop', labels: `app=${app}` });
  if (!read.ok) throw new Error(read.failure.message);
  return read.value.items;
};

const looks = (pods: readonly Pod[]): string[] =>
  pods.map(({ status }) => {
    const [container] = status?.containerStatuses ?? [];
    return container?.ready === true ? 'ready' : (container?.state?.waiting?.reason ?? 'not ready');
  });

/** Reads again until the pods look as expected, for five seconds at most; gives how they looked last. */
const settled = async (app: string, expected: readonly string[]): Promise<string[]> => {
  const until = performance.now() + 5000;
  for (;;) {
    const last = looks(await podsOf(app)).toSorted();
    if (isDeepStrictEqual(last, expected) || performance.now() > until) return last;
  }
};

test('the shop is broken as it was recorded', async () => {
  expect(looks(await podsOf('checkout'))).toEqual(['CrashLoopBackOff']);
  const pods = await podsOf('checkout');
  const pod = pods[0]?.metadata?.name ?? '';
  const log = { namespace: 'shop', pod, container: 'checkout', tailLines: 1, limitBytes: 1000 };
  expect(await cluster.log({ ...log, previous: true })).toEqual({
    ok: true,
    value: expect.stringContaining('cannot connect to db.shop.svc:5432: connection refused'),
  });
});

test('a deleted pod comes back as broken as it was, with its log', async () => {
  const before = await podsOf('checkout');
  const name = before[0]?.metadata?.name ?? '';
  await send('DELETE', `/api/v1/namespaces/shop/pods/${name}`);
  expect(await settled('checkout', ['CrashLoopBackOff'])).toEqual(['CrashLoopBackOff']);
  const after = await podsOf('checkout');
  const pod = after[0]?.metadata?.name ?? '';
  expect(pod).not.toBe(name);
  const log = { namespace: 'shop', pod, container: 'checkout', tailLines: 1, limitBytes: 1000 };
  expect(await cluster.log({ ...log, previous: true })).toMatchObject({ ok: true });
});

test('a scaled Deployment has that many pods', async () => {
  const scale = await send('PATCH', `${deployment('web')}/scale`, { spec: { replicas: 3 } }, merge);
  expect(scale).toMatchObject({ status: 200, body: { kind: 'Scale', spec: { replicas: 3 } } });
  expect(await settled('web', ['ready', 'ready', 'ready'])).toEqual(['ready', 'ready', 'ready']);
  await send('PATCH', `${deployment('web')}/scale`, { spec: { replicas: 1 } }, merge);
  expect(await settled('web', ['ready'])).toEqual(['ready']);
  const read = await cluster.get('Deployment', 'shop', 'web');
  expect(read).toMatchObject({ ok: true, value: { status: { replicas: 1, readyReplicas: 1 } } });
});

const image = (tag: string) => ({
  spec: { template: { spec: { containers: [{ name: 'app', image: `registry.lab/shop/api:${tag}` }] } } },
});

test('a template with a good image ends a broken rollout, and a bad one breaks it', async () => {
  await send('PATCH', deployment('payments'), image('v1'), strategic);
  expect(await settled('payments', ['ready', 'ready', 'ready'])).toEqual(['ready', 'ready', 'ready']);
  await send('PATCH', deployment('payments'), image('v9'), strategic);
  const stuck = 'ImagePullBackOff';
  const both = [stuck, stuck, stuck, 'ready', 'ready', 'ready'];
  expect(await settled('payments', both)).toEqual(both);
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { connectCluster } from '../../src/cluster/connect.ts';
import type { Connected } from '../../src/cluster/connect.ts';
import type { Cluster } from '../../src/ports.ts';
import type { SandboxCluster } from '../../src/sandbox/cluster/server.ts';
import { startSandboxCluster } from '../../src/sandbox/cluster/server.ts';
import { itIsACluster } from './conformance.ts';
import { shopRecording } from './shop-recording.ts';

describe('the adapter, over HTTP', () => {
  let folder: string;
  let sandbox: SandboxCluster;
  let connected: Extract<Connected, { ok: true }>;

  beforeAll(async () => {
    sandbox = await startSandboxCluster({ recording: shopRecording() });
    folder = await mkdtemp(join(tmpdir(), 'kubewhy-'));
    const file = join(folder, 'config');
    await writeFile(file, sandbox.kubeconfig);
    const result = await connectCluster({ kubeconfigPaths: [file] });
    if (!result.ok) throw new Error(JSON.stringify(result.complaint));
    connected = result;
  });

  afterAll(async () => {
    connected.close();
    await sandbox.close();
    await rm(folder, { recursive: true });
  });

  itIsACluster((): Cluster => connected.cluster);

  test('takes name and namespace from the context', () => {
    expect([connected.cluster.name, connected.cluster.namespace]).toEqual(['sandbox', 'shop']);
  });

  test('works the same with the credentials that the client library makes', async () => {
    const plugin = join(folder, 'plugin.mjs');
    const token = /token: "(.*)"/.exec(sandbox.kubeconfig)?.[1] ?? '';
    const credential = `{apiVersion: JSON.parse(process.env.KUBERNETES_EXEC_INFO).apiVersion, kind: 'ExecCredential', status: {token: '${token}'}}`;
    await writeFile(plugin, `process.stdout.write(JSON.stringify(${credential}))`);
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: process.execPath, args: [plugin] };
    const file = join(folder, 'exec-config');
    const text = sandbox.kubeconfig.replace(/user: \{ token.*\}/, `user: { exec: ${JSON.stringify(exec)} }`);
    await writeFile(file, text);
    const result = await connectCluster({ kubeconfigPaths: [file] });
    if (!result.ok) throw new Error(JSON.stringify(result.complaint));
    const read = await result.cluster.get('Pod', 'shop', 'web-1');
    expect(read).toMatchObject({ ok: true, value: { metadata: { uid: 'u-web-1' } } });

    await writeFile(plugin, 'process.stderr.write("session expired, log in again"); process.exit(1)');
    const broken = await connectCluster({ kubeconfigPaths: [file] });
    expect(broken.ok && (await broken.cluster.get('Pod', 'shop', 'web-1'))).toEqual({
      ok: false,
      failure: {
        reason: 'unauthorized',
        message: "the kubeconfig's credentials could not be had: session expired, log in again",
      },
    });
    result.close();
  });
});

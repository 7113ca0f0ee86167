import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { askWhy, kubewhy } from '../terminal/kubewhy.ts';
import { eventually, kubectl, ownNamespace, skipped } from './kubectl.ts';

/** How long a person waits at most to hear that the cluster does not answer, in milliseconds. */
const patience = 10_000;

type Kubeconfig = {
  clusters: { cluster: Record<string, unknown> }[];
  users: { user: Record<string, unknown> }[];
};

const podNamed = (name: string, script: string, app = name) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels: { app } },
  spec: {
    terminationGracePeriodSeconds: 1,
    containers: [{ name: 'app', image: 'registry.lab/busybox:1.36', command: ['sh', '-c', script] }],
  },
});

const account = (namespace: string, rules: unknown[]) => {
  const metadata = { name: 'narrow', namespace };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      subjects: [{ kind: 'ServiceAccount', name: 'narrow', namespace }],
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'narrow' },
    },
  ];
};

const list = (items: unknown[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

/** A server on loopback that takes connections and does with them what it is told. */
const listening = async (onSocket: (socket: Socket) => void): Promise<{ server: Server; port: number }> => {
  const server = createServer(onSocket).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return { server, port: address.port };
};

(skipped === null ? describe : describe.skip)(
  `what a terminal says to bad input${skipped === null ? '' : `: ${skipped}`}`,
  () => {
    let folder: string;
    let namespace: Awaited<ReturnType<typeof ownNamespace>>;
    let real: Kubeconfig;

    const kubeconfig = async (name: string, change: (config: Kubeconfig) => unknown): Promise<string> => {
      const config = structuredClone(real);
      change(config);
      const path = join(folder, name);
      await writeFile(path, JSON.stringify(config), { mode: 0o600 });
      return path;
    };
    const against = (port: number) => (config: Kubeconfig) => {
      for (const { cluster } of config.clusters) cluster['server'] = `https://127.0.0.1:${port}`;
    };
    const ask = (target: string, path?: string) =>
      kubewhy(['why', target, '-n', namespace.name, ...(path === undefined ? [] : ['--kubeconfig', path])]);

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'kubewhy-live-'));
      namespace = await ownNamespace(`kubewhy-input-${process.pid}`);
      real = JSON.parse(await kubectl(['config', 'view', '--raw', '--minify', '--flatten', '-o', 'json']));
      const readPods = { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] };
      const items = [
        podNamed('breaks-often', 'echo "FATAL no licence"; exit 1', 'breaks'),
        podNamed('runs-first', 'exec sleep 3600', 'runs'),
        podNamed('runs-second', 'exec sleep 3600', 'runs'),
        ...account(namespace.name, [readPods]),
      ];
      await eventually(() => kubectl(['get', 'serviceaccount', 'default', '-n', namespace.name]), 30_000);
      await kubectl(['apply', '-n', namespace.name, '-f', '-'], list(items));
      await eventually(async () => {
        const pods = await kubectl(['get', 'pods', '-n', namespace.name, '--no-headers']);
        const broke = /breaks-often +0\/1 +(?:CrashLoopBackOff|Error) +[1-9]/.test(pods);
        if (!broke || pods.match(/1\/1 +Running/g)?.length !== 2) throw new Error(pods);
      });
    }, 150_000);
    afterAll(async () => {
      await namespace.remove();
      await rm(folder, { recursive: true, force: true });
    }, 60_000);

    test('a name that is not there is said, with the nearest names', async () => {
      const { exit, out, err } = await ask('pod/breaks-offten');
      expect({ exit, out }).toEqual({ exit: 2, out: '' });
      expect(err).toContain('breaks-often');
      expect(err).toContain(namespace.name);
    });

    test('a prefix of one object is enough, and of several is a question back', async () => {
      const one = await askWhy(['breaks', '-n', namespace.name]);
      expect(one.answer.target).toMatchObject({ kind: 'Pod', name: 'breaks-often' });
      const { exit, err } = await ask('runs');
      expect(exit).toBe(2);
      expect(err).toMatch(/runs-first[^]*runs-second/);
    });

    test('a name in another namespace is found there, or where it is gets named', async () => {
      const { exit, out, err } = await kubewhy(['why', 'pod/breaks-often', '-n', 'default']);
      expect([1, 2]).toContain(exit);
      expect(out + err).toContain(namespace.name);
    });

    test('rights that are missing are told as not examined, and healthy is not claimed', async () => {
      const token = (await kubectl(['create', 'token', 'narrow', '-n', namespace.name])).trim();
      const path = await kubeconfig('narrow', (config) => {
        for (const entry of config.users) entry.user = { token };
      });
      const rights = ['-n', namespace.name, '--kubeconfig', path];
      const crash = await askWhy(['pod/breaks-often', ...rights]);
      expect(crash.exit).toBe(1);
      expect(crash.answer.findings[0]).toMatchObject({ cause: 'crash-loop' });
      expect(crash.answer.findings[0]?.summary).not.toContain('no licence');
      const told = crash.answer.unexamined.map(({ what, why }) => `${what}: ${why}`).join('\n');
      expect(told).toMatch(/event/i);
      expect(told).toMatch(/log/i);
      expect(told).toMatch(/forbidden|may not|not allowed/i);

      const running = await askWhy(['pod/runs-first', ...rights]);
      expect(running.answer.unexamined).not.toEqual([]);
      expect(running.answer.ruledOut).not.toContain('nodes');
      const other = await kubewhy(['why', 'deployment/any', ...rights]);
      expect(other.exit).toBe(3);
      expect(other.out + other.err).toMatch(/deployments? .*(?:may not|forbidden)/i);
      const everywhere = await kubewhy(['problems', '-A', '--kubeconfig', path]);
      expect(everywhere.exit).toBe(3);
      expect(JSON.stringify([crash, running, other, everywhere])).not.toContain(token);
    }, 30_000);

    test('a token that is not taken is told', async () => {
      const path = await kubeconfig('stranger', (config) => {
        for (const entry of config.users) entry.user = { token: 'wrong-token-0123456789' };
      });
      const { exit, err } = await ask('pod/breaks-often', path);
      expect(exit).toBe(3);
      expect(err).toMatch(/unauthorized|credentials/i);
      expect(err).not.toContain('wrong-token');
    });

    test('a server that is not there is told', async () => {
      const { server, port } = await listening((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
      const { exit, out, err, ms } = await ask('pod/breaks-often', await kubeconfig('gone', against(port)));
      expect({ exit, out }).toEqual({ exit: 3, out: '' });
      expect(err).toMatch(/refuse/);
      expect(err).toContain(String(port));
      expect(ms).toBeLessThan(patience);
    }, 20_000);

    test.each(['why pod/breaks-often', 'problems -A'])(
      'a server that takes and never answers is told: %s',
      async (line) => {
        const held = new Set<Socket>();
        const { server, port } = await listening((socket) => {
          held.add(socket);
          socket.on('error', () => socket.destroy());
        });
        const path = await kubeconfig('mute', against(port));
        const { exit, out, err, ms } = await kubewhy([...line.split(' '), '--kubeconfig', path]);
        for (const socket of held) socket.destroy();
        server.close();
        expect({ exit, out }).toEqual({ exit: 3, out: '' });
        expect(err).toMatch(/did not answer|does not answer|no answer|time/i);
        expect(ms).toBeLessThan(patience);
      },
      20_000,
    );

    test('a server that speaks no TLS is told', async () => {
      const { server, port } = await listening((socket) => {
        socket.on('error', () => socket.destroy());
        socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
      });
      const { exit, err, ms } = await ask('pod/breaks-often', await kubeconfig('plain', against(port)));
      server.close();
      expect(exit).toBe(3);
      expect(err).toMatch(/TLS|SSL/i);
      expect(ms).toBeLessThan(patience);
    }, 20_000);

    test('a malformed kubeconfig is told with its place, and none of its secrets', async () => {
      const path = join(folder, 'malformed');
      await writeFile(path, 'clusters:\n  - name: a\n users: [{user: {token: abcdefgh12345678}}\n');
      const { exit, err } = await ask('pod/breaks-often', path);
      expect(exit).toBe(3);
      expect(err).toContain(path);
      expect(err).not.toContain('abcdefgh12345678');
      const absent = await ask('pod/breaks-often', join(folder, 'absent'));
      expect(absent.exit).toBe(3);
      expect(absent.err).toContain('absent');
    });

    test('a hundred thousand characters are answered in one short line', async () => {
      const { exit, out, err } = await kubewhy(['why', 'x'.repeat(100_000)]);
      expect({ exit, out }).toEqual({ exit: 2, out: '' });
      expect(err.length).toBeLessThan(1000);
    });
  },
);

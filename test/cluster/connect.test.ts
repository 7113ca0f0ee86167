import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { afterAll, describe, expect, test } from '@jest/globals';

import { connectCluster, previewCluster } from '../../src/cluster/connect.ts';
import type { Surroundings } from '../../src/cluster/kubeconfig-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'kubewhy-'));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
const file = (text: string): string => {
  count += 1;
  const path = join(folder, `config-${count}`);
  writeFileSync(path, text);
  return path;
};

const config = (cluster: object, user: object = {}, more: object = {}): string =>
  JSON.stringify({
    'current-context': 'main',
    contexts: [{ name: 'main', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster }],
    users: [{ name: 'u', user }],
    ...more,
  });

const https = { server: 'https://10.0.0.1:6443' };

const around = (environment: Surroundings['environment'], home = join(folder, 'nobody')): Surroundings => ({
  environment,
  home,
  serviceAccount: join(folder, 'serviceaccount'),
});

describe('complaints', () => {
  test.each<[string, string, string, RegExp]>([
    ['bad YAML', 'clusters:\n  - name: [a\nusers: {', 'line 3', /valid YAML/],
    ['no mapping', '- 1', 'line 1', /mapping/],
    ['no current context', '{}', 'current-context', /the context to use \(there is none\)/],
    [
      'unknown context',
      config(https, {}, { 'current-context': 'gone' }),
      'current-context',
      /named gone \(one of: main\)/,
    ],
    [
      'unknown cluster',
      config(https, {}, { clusters: [] }),
      'contexts[main].context.cluster',
      /there is none/,
    ],
    ['unknown user', config(https, {}, { users: null }), 'contexts[main].context.user', /name of a user/],
    ['no server', config({}), 'clusters[c].cluster.server', /https:/],
    ['no URL', config({ server: '10.0.0.1:6443' }), 'clusters[c].cluster.server', /https:/],
    ['http elsewhere', config({ server: 'http://10.0.0.1' }), 'clusters[c].cluster.server', /in the clear/],
    [
      'bad base64',
      config({ ...https, 'certificate-authority-data': '%%%' }),
      'clusters[c].cluster.certificate-authority-data',
      /base64/,
    ],
    [
      'no PEM',
      config({ ...https, 'certificate-authority-data': 'aGVsbG8=' }),
      'clusters[c].cluster.certificate-authority-data',
      /PEM/,
    ],
    [
      'no CA file',
      config({ ...https, 'certificate-authority': 'ca.pem' }),
      'clusters[c].cluster.certificate-authority',
      /ca\.pem cannot \(ENOENT\)/,
    ],
    [
      'flag as text',
      config({ ...https, 'insecure-skip-tls-verify': 'yes' }),
      'clusters[c].cluster.insecure-skip-tls-verify',
      /true or false/,
    ],
    ['token as number', config(https, { token: 12 }), 'users[u].user.token', /a text/],
    ['token with a line break', config(https, { token: 'a\nb' }), 'users[u].user.authorization', /printable/],
    ['users as mapping', config(https, {}, { users: {} }), 'users', /a list/],
    ['nameless', config(https, {}, { clusters: [{ cluster: https }] }), 'clusters[0].name', /not empty/],
  ])('%s', async (_, text, field, expected) => {
    const path = file(text);
    expect(await connectCluster({ kubeconfigPaths: [path] })).toEqual({
      ok: false,
      complaint: { file: path, field, expected: expect.stringMatching(expected) },
      looked: null,
    });
  });

  test('a missing file, and an asked context that is not there', async () => {
    const missing = join(folder, 'missing');
    expect(await connectCluster({ kubeconfigPaths: [missing] })).toEqual({
      ok: false,
      complaint: { file: missing, field: '', expected: 'a kubeconfig file; there is none at this path' },
      looked: null,
    });
    const path = file(config(https));
    expect(await connectCluster({ kubeconfigPaths: [path], context: 'other' })).toEqual({
      ok: false,
      complaint: { file: path, field: 'contexts', expected: 'a context named other (one of: main)' },
      looked: null,
    });
  });
});

describe('which configuration holds', () => {
  test('KUBECONFIG is merged: the first file wins, missing ones are passed over', () => {
    const first = file(JSON.stringify({ contexts: [{ name: 'main', context: { cluster: 'c' } }] }));
    const second = file(config({ server: 'https://second:1' }, {}, { 'current-context': 'main' }));
    const third = file(config({ server: 'https://third:1' }, {}, { 'current-context': 'other' }));
    const listed = [join(folder, 'missing'), first, second, third].join(delimiter);
    expect(
      previewCluster({ kubeconfigPaths: null, surroundings: around({ KUBECONFIG: listed }) }),
    ).toMatchObject({
      type: 'cluster',
      context: 'main',
      server: 'https://second:1',
    });
  });

  test('all files of KUBECONFIG missing is a complaint, not a fallback', () => {
    const missing = join(folder, 'missing');
    expect(previewCluster({ kubeconfigPaths: null, surroundings: around({ KUBECONFIG: missing }) })).toEqual({
      type: 'complaint',
      complaint: {
        file: missing,
        field: 'KUBECONFIG',
        expected: 'a kubeconfig file; there is none at this path',
      },
    });
  });

  test('then the file in the home folder, then the service account, then none', async () => {
    const nothing = around({ KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' });
    expect(previewCluster({ kubeconfigPaths: null, surroundings: nothing })).toMatchObject({ type: 'none' });
    expect(await connectCluster({ kubeconfigPaths: null, surroundings: nothing })).toMatchObject({
      ok: false,
      looked: [
        'KUBECONFIG',
        join(folder, 'nobody', '.kube', 'config'),
        join(folder, 'serviceaccount', 'token'),
      ],
    });

    mkdirSync(join(folder, 'serviceaccount'));
    writeFileSync(join(folder, 'serviceaccount', 'token'), 't');
    writeFileSync(join(folder, 'serviceaccount', 'namespace'), 'bots\n');
    writeFileSync(join(folder, 'serviceaccount', 'ca.crt'), 'no certificate');
    expect(previewCluster({ kubeconfigPaths: null, surroundings: nothing })).toMatchObject({
      type: 'complaint',
      complaint: { field: 'in-cluster.certificate-authority' },
    });

    mkdirSync(join(folder, 'home', '.kube'), { recursive: true });
    writeFileSync(join(folder, 'home', '.kube', 'config'), config(https));
    const home = around({}, join(folder, 'home'));
    expect(previewCluster({ kubeconfigPaths: null, surroundings: home })).toMatchObject({
      type: 'cluster',
      context: 'main',
    });
  });
});

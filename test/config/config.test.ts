import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { readConfig } from '../../src/config.ts';
import { explain } from '../../src/config/explain.ts';

const env = { HOME: '/home/ann', KUBEWHY_CONFIG: '/etc/kubewhy/kubewhy.yaml' };

function complaintsOf(words: string): string[] {
  const read = readConfig({ env, readFile: () => words });
  return read.ok ? [] : explain(read.complaints).map((each) => each.replace('/etc/kubewhy/', ''));
}

const sandbox = {
  slack: { type: 'sandbox' },
  slackApiUrl: null,
  redisUrl: null,
  kubeconfig: null,
  logLevel: 'info',
  dataFolder: '/home/ann/.local/share/kubewhy',
  port: null,
};

test('without a file everything has its usual value', () => {
  expect(readConfig({ env: { HOME: '/home/ann' }, readFile: () => null })).toEqual({
    ok: true,
    config: {
      ...sandbox,
      configFile: { path: join(process.cwd(), 'kubewhy.yaml'), named: false },
      file: null,
      clusters: [],
      defaultCluster: null,
      channels: {},
      command: '/k8s',
    },
  });
});

test('the example is read as it stands', () => {
  const words = readFileSync(join(import.meta.dirname, '../../kubewhy.example.yaml'), 'utf8');
  expect(readConfig({ env, readFile: () => words })).toEqual({
    ok: true,
    config: {
      ...sandbox,
      configFile: { path: '/etc/kubewhy/kubewhy.yaml', named: true },
      file: '/etc/kubewhy/kubewhy.yaml',
      clusters: [
        { name: 'production', kubeconfig: '/home/ann/.kube/production', context: 'production-readonly' },
        { name: 'staging', kubeconfig: null, context: 'staging' },
      ],
      defaultCluster: 'production',
      channels: { C0123456789: { cluster: 'staging', namespace: 'shop', answers: 'private' } },
      command: '/k8s',
    },
  });
});

test('a relative kubeconfig is meant from where the file stands', () => {
  const read = readConfig({ env, readFile: () => 'clusters: [{name: a, kubeconfig: keys/a}]' });
  expect(read.ok && read.config.clusters).toEqual([
    { name: 'a', kubeconfig: '/etc/kubewhy/keys/a', context: null },
  ]);
});

test.each<[string, string, string[]]>([
  [
    'a wrong word',
    'command: /k8s\nchannels:\n  C01:\n    answers: publik\n',
    ['kubewhy.yaml:4: channels.C01.answers: expected open or private, found "publik"'],
  ],
  [
    'a misspelt key',
    'chanels:\n  C01: {}\n',
    ['kubewhy.yaml:1: chanels: expected channels, found a key nobody reads'],
  ],
  [
    'a key from nowhere',
    'channels:\n  C01:\n    answers: open\n    retention: 3\n',
    [
      'kubewhy.yaml:4: channels.C01.retention: expected one of namespace, cluster, answers, found a key nobody reads',
    ],
  ],
  [
    'a missing name',
    'clusters:\n  - name: a\n  - context: b\n',
    ['kubewhy.yaml:3: clusters.1.name: expected a name, found nothing'],
  ],
  [
    'two clusters of one name',
    'clusters:\n  - name: a\n  - name: a\n',
    ['kubewhy.yaml:3: clusters.1.name: expected a name no other cluster has, found "a"'],
  ],
  [
    'clusters that are not there',
    'clusters: [{name: a}, {name: b}]\ndefaultCluster: c\nchannels:\n  C01: {cluster: d}\n',
    [
      'kubewhy.yaml:2: defaultCluster: expected one of a, b, found "c"',
      'kubewhy.yaml:4: channels.C01.cluster: expected one of a, b, found "d"',
    ],
  ],
  [
    'a channel by its name',
    'channels:\n  "#shop": {}\n',
    [
      'kubewhy.yaml:2: channels.#shop: expected the id of a channel, as in C0123456789 (at the end of its "About" page), found "#shop"',
    ],
  ],
  ['a list in place of settings', '- a\n', ['kubewhy.yaml:1: expected a mapping of settings, found ["a"]']],
  [
    'several at once',
    'command: k8s\nclusters: prod\n',
    [
      'kubewhy.yaml:2: clusters: expected a list of clusters, found "prod"',
      'kubewhy.yaml:1: command: expected a slash command: a slash and at most 31 lower-case letters, digits, dashes, found "k8s"',
    ],
  ],
  ['no YAML', 'clusters:\n  - name: "a\n', ['kubewhy.yaml:3: expected YAML, found Missing closing "quote']],
  [
    'a key twice',
    'command: /a\ncommand: /b\n',
    ['kubewhy.yaml:2: expected YAML, found Map keys must be unique'],
  ],
])('%s is told with its line', (_, words, complaints) => {
  expect(complaintsOf(words)).toEqual(complaints);
});

test('what is wrong in the environment and in the file is told together', () => {
  const read = readConfig({ env: { ...env, PORT: 'http' }, readFile: () => 'defaultCluster: a' });
  expect(read.ok || explain(read.complaints)).toEqual([
    'PORT: expected a number from 0 to 65535, found "http"',
    '/etc/kubewhy/kubewhy.yaml:1: defaultCluster: expected a name from clusters, which is not there, found "a"',
  ]);
});

test('a named file has to be there, and has to be readable', () => {
  const absent = readConfig({ env, readFile: () => null });
  const locked = readConfig({
    env,
    readFile: () => {
      throw new Error('EACCES: permission denied');
    },
  });
  expect([absent, locked].map((read) => read.ok || explain(read.complaints))).toEqual([
    ['KUBEWHY_CONFIG: expected the path of a file, found nothing at /etc/kubewhy/kubewhy.yaml'],
    ['/etc/kubewhy/kubewhy.yaml: expected a file that can be read, found EACCES: permission denied'],
  ]);
});

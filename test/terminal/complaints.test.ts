import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { kubewhy } from './kubewhy.ts';

const recordings = join(import.meta.dirname, '..', '..', 'src', 'sandbox', 'cluster', 'recordings');
let folder: string;
let written: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubewhy-terminal-'));
  const texts = {
    'empty.yaml': '',
    'torn.yaml': 'kind: Pod\n  metadata: [',
    'foreign.yaml': 'hello: world\n',
    'noise.yaml': '\u0000\u0001\u0002}{][ :::',
    'torn.json': '{"apiVersion":"v1","kind":"Pod"',
  };
  written = { nothing: join(folder, 'nothing'), folder: join(folder, 'folder') };
  await mkdir(join(folder, 'folder'));
  for (const [name, text] of Object.entries(texts)) {
    written[name] = join(folder, name);
    await writeFile(join(folder, name), text);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(['nothing', 'folder', 'empty.yaml', 'torn.yaml', 'foreign.yaml', 'noise.yaml', 'torn.json'])(
  'a file that holds no objects is named, with what was expected: %s',
  async (name) => {
    const path = written[name] ?? '';
    const { exit, out, err } = await kubewhy(['why', 'web', '-f', path]);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err.startsWith(path)).toBe(true);
    expect(err).toMatch(/: expected [^\n]+\n$/);
  },
);

test('standard input without objects is told', async () => {
  const { exit, out, err } = await kubewhy(['problems', '-A', '-f', '-'], { stdin: '# nothing\n' });
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toContain('at least one Kubernetes object');
});

test.each([
  ['wyh checkout', 'Did you mean `why`?'],
  ['frobnicate', 'kubewhy why frobnicate'],
  ['why', 'Why what?'],
  ['why a b c d', 'one thing at a time'],
  ['why web -n', '`-n` needs a name'],
  ['why --frob web', 'no option `--frob`'],
  ['why web -o', '-o needs a value'],
  ['why web -o yaml', 'text or json, not "yaml"'],
  ['why web -f', '-f needs a value'],
  ['why WEB;ls', 'cannot be a name'],
  ['help frobnicate', 'no command `frobnicate`'],
])('words that are not understood end with 2 and with what would work: %s', async (line, told) => {
  const { exit, out, err } = await kubewhy(line.split(' '));
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toContain(told);
  expect(err).not.toMatch(/\bat .*:\d+:\d+|Error:/);
});

test('a name that is not there ends with 2 and offers the nearest', async () => {
  const { exit, out, err } = await kubewhy(['why', 'deploy/chekout', '-n', 'shop', '-f', recordings]);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toMatch(/^Not found: deploy\/chekout in namespace shop/);
  expect(err).toContain('checkout');
});

test('a namespace that is not there ends with 2 and offers the nearest', async () => {
  const line = ['problems', '-n', 'shp', '-f', recordings];
  const { exit, out, err } = await kubewhy(line);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toBe(
    `Not found: namespace shp in cluster sandbox\nDid you mean:\n  kubewhy problems -n shop -f ${recordings}\n`,
  );
  const json = await kubewhy([...line, '-o', 'json']);
  expect(JSON.parse(json.out)).toEqual({
    apiVersion: 'kubewhy/v1',
    type: 'not-found',
    cluster: 'sandbox',
    namespace: 'shp',
    suggestions: ['shop'],
  });
  expect((await kubewhy(['problems', '-n', 'nothere', '-f', recordings])).exit).toBe(2);
});

const object = (kind: string, metadata: object): string =>
  JSON.stringify({ apiVersion: 'v1', kind, metadata });

test('a namespace that is there and empty is healthy; one that could not be looked for is not', async () => {
  const capture = '{apiVersion: kubewhy/v1, kind: Recording, at: 2026-01-02T03:04:05Z}';
  const objects = [
    capture,
    object('Namespace', { name: 'calm' }),
    object('Pod', { name: 'a', namespace: 'shop' }),
  ];
  const refusal =
    '{apiVersion: kubewhy/v1, kind: Refusal, resource: namespaces, reason: forbidden, message: no right}';
  const calm = await kubewhy(['problems', '-n', 'calm', '-f', '-'], { stdin: objects.join('\n---\n') });
  expect({ exit: calm.exit, err: calm.err }).toEqual({ exit: 0, err: '' });
  const stdin = [...objects, refusal].join('\n---\n');
  const dark = await kubewhy(['problems', '-n', 'dark', '-f', '-'], { stdin });
  expect({ exit: dark.exit, err: dark.err }).toEqual({ exit: 3, err: '' });
  expect(dark.out).toMatch(
    /^Not examined: .*namespace dark.* \(the bot may not read (?:it|them): no right\)$/m,
  );
});

test('a name that several objects could mean is a question back', async () => {
  const { exit, out, err } = await kubewhy(['why', 'pod/web', '-n', 'shop', '-f', recordings]);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err.match(/kubewhy why pod\/web-\S+ -n shop/g)).toHaveLength(2);
});

test('with -o json an outcome that is no answer is JSON too, and the words stay on standard error', async () => {
  const from = ['-n', 'shop', '-f', recordings, '-o', 'json'];
  const lost = await kubewhy(['why', 'deploy/chekout', ...from]);
  expect(lost.exit).toBe(2);
  expect(lost.err).toMatch(/^Not found: /);
  expect(JSON.parse(lost.out)).toEqual({
    apiVersion: 'kubewhy/v1',
    type: 'not-found',
    cluster: 'sandbox',
    words: 'deploy/chekout',
    namespace: 'shop',
    suggestions: [{ kind: 'Deployment', namespace: 'shop', name: 'checkout' }],
    unexamined: [],
  });
  const many = await kubewhy(['why', 'pod/web', ...from]);
  expect(many.exit).toBe(2);
  expect(many.err).toContain('Which one do you mean?');
  expect(JSON.parse(many.out)).toMatchObject({
    apiVersion: 'kubewhy/v1',
    type: 'ambiguous',
    matches: [{ kind: 'Pod' }, { kind: 'Pod' }],
  });
});

test.each([['why web -n shop'], ['problems -n shop']])(
  'with -o json a cluster that does not answer is JSON too: %s',
  async (line) => {
    const config = join(folder, 'refused');
    const server = 'https://127.0.0.1:1';
    await writeFile(
      config,
      JSON.stringify({
        'current-context': 'off',
        contexts: [{ name: 'off', context: { cluster: 'c' } }],
        clusters: [{ name: 'c', cluster: { server } }],
      }),
    );
    const { exit, out, err } = await kubewhy([...line.split(' '), '--kubeconfig', config, '-o', 'json']);
    expect(exit).toBe(3);
    expect(err).toContain('could not be read');
    expect(JSON.parse(out)).toMatchObject({
      apiVersion: 'kubewhy/v1',
      type: 'unreadable',
      cluster: 'off',
      why: expect.stringContaining('connection refused to 127.0.0.1:1'),
    });
  },
);

test('no kubeconfig at all is a cluster that cannot be read, told with the places that were looked at', async () => {
  const env = { KUBECONFIG: undefined, HOME: folder, KUBERNETES_SERVICE_HOST: undefined };
  for (const line of [
    ['why', 'web'],
    ['problems', '-A'],
    ['problems', '--cluster', 'prod'],
  ]) {
    const { exit, out, err } = await kubewhy(line, { env });
    expect({ exit, out }).toEqual({ exit: 3, out: '' });
    expect(err).toContain(
      `There is no cluster to read: no kubeconfig in KUBECONFIG, ${join(folder, '.kube', 'config')} or /var/run/`,
    );
    expect(err).toContain('--kubeconfig');
  }
});

test('a kubeconfig that cannot be read, or is not where it is said to be, ends with 3', async () => {
  for (const [KUBECONFIG, told] of [
    [written['torn.yaml'] ?? '', 'valid YAML'],
    [join(folder, 'nowhere'), 'there is none at this path'],
  ] as const) {
    const { exit, out, err } = await kubewhy(['problems'], { env: { KUBECONFIG } });
    expect({ exit, out }).toEqual({ exit: 3, out: '' });
    expect(err).toContain(KUBECONFIG);
    expect(err).toContain(told);
  }
});

test('a wrong kubewhy.yaml is told by line before anything is asked', async () => {
  await writeFile(join(folder, 'kubewhy.yaml'), 'clusters:\n  - nam: x\n');
  const { exit, out, err } = await kubewhy(['why', 'web'], { cwd: folder });
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toMatch(/kubewhy\.yaml/);
  expect(err).toMatch(/nam\b/);
});

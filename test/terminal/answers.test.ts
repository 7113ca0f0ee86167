import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import type { Answer, Problems } from '../../src/answer.ts';
import { askWhy, kubewhy } from './kubewhy.ts';

/** A shop that was recorded from a real cluster, with a healthy part and a broken one. */
const recordings = join(import.meta.dirname, '..', '..', 'src', 'sandbox', 'cluster', 'recordings');
const from = ['-f', recordings];

/** Text without the terminal's line breaks. */
const words = (said: string): string => said.replace(/\s+/g, ' ');

test('something wrong is exit code 1, root cause first', async () => {
  const { exit, out, err } = await kubewhy(['why', 'checkout', '-n', 'shop', ...from]);
  expect({ exit, err }).toEqual({ exit: 1, err: '' });
  const [state, first, second] = out.split('\n');
  expect(state).toBe('Failing  Deployment shop/checkout · sandbox');
  expect(`${first} ${second}`).toContain('exits with code 1');
  expect(out).toContain('FATAL cannot connect to db.shop.svc:5432: connection refused');
  expect(out).toMatch(/kubectl -n shop logs checkout-\S+ /);
});

test('healthy is exit code 0 and names what was checked', async () => {
  const { exit, out, err } = await kubewhy(['why', 'deploy/web', '-n', 'shop', ...from]);
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(out).toMatch(/^Healthy {2}Deployment shop\/web · sandbox\n/);
  expect(out).toContain('Checked and fine: image pulls, ');
});

test('text and JSON carry the same answer', async () => {
  const line = ['deployment/payments', '-n', 'shop', ...from];
  const [text, { exit, answer }] = await Promise.all([kubewhy(['why', ...line]), askWhy(line)]);
  expect([text.exit, exit]).toEqual([1, 1]);
  expect(Object.keys(answer)).toEqual([
    'apiVersion',
    'target',
    'state',
    'summary',
    'findings',
    'changes',
    'where',
    'ruledOut',
    'unexamined',
  ] satisfies (keyof Answer)[]);
  expect(words(text.out)).toContain(words(answer.summary));
  for (const { summary, evidence } of answer.findings) {
    expect(words(text.out)).toContain(words(summary));
    for (const quoted of evidence) expect(words(text.out)).toContain(words(quoted.text));
  }
  expect(answer.findings.map(({ because }) => because)).toEqual([[], [0]]);
});

test.each([['-ojson'], ['--output=json'], ['--output', 'json'], ['-o', 'json']])(
  'JSON is asked for by %s',
  async (...option) => {
    const { exit, out } = await kubewhy(['problems', '-n', 'tight', ...from, ...option]);
    const problems: Problems = JSON.parse(out);
    expect({ exit, causes: problems.groups.map(({ cause }) => cause) }).toEqual({
      exit: 1,
      causes: ['quota-exceeded'],
    });
  },
);

test('all problems are listed with their objects, worst first, in text as in JSON', async () => {
  const [text, json] = await Promise.all([
    kubewhy(['problems', '-A', ...from]),
    kubewhy(['problems', '-A', '-o', 'json', ...from]),
  ]);
  const { groups }: Problems = JSON.parse(json.out);
  expect(text.out).toContain(`${groups.length} problems in cluster sandbox`);
  const grades = groups.map(({ severity }) => severity);
  expect(grades).toEqual([
    ...grades.filter((each) => each === 'critical'),
    ...grades.filter((each) => each === 'warning'),
  ]);
  for (const { kind, namespace, name } of groups.flatMap(({ objects }) => objects))
    expect(text.out).toContain(`${kind} ${namespace}/${name}`);
});

test('objects come from the standard input, from one file or several', async () => {
  const names = (await readdir(recordings)).filter((name) => name.endsWith('.yaml'));
  const files = names.map((name) => join(recordings, name));
  const stdin = (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n---\n');
  const line = ['why', 'svc/web-typo', '-n', 'shop'];
  const said = await Promise.all([
    kubewhy([...line, ...from]),
    kubewhy([...line, '-f', '-'], { stdin }),
    kubewhy([...line, ...files.flatMap((file) => ['-f', file])]),
  ]);
  expect(said[0]?.exit).toBe(1);
  expect(said[0]?.out).toContain('app=wbe');
  expect(new Set(said.map(({ out }) => out)).size).toBe(1);
});

test('an object that kubectl printed is enough, and what is not beside it is not claimed', async () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'lonely', namespace: 'shop' },
    spec: { containers: [{ name: 'app', image: 'registry.example.com/app:1' }] },
    status: {
      phase: 'Pending',
      containerStatuses: [
        { name: 'app', ready: false, restartCount: 0, state: { waiting: { reason: 'ErrImageNeverPull' } } },
      ],
    },
  };
  const { exit, answer } = await askWhy(['pod/lonely', '-n', 'shop', '-f', '-'], {
    stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [pod] }),
  });
  expect(exit).toBe(1);
  expect(answer.findings.map(({ cause }) => cause)).toEqual(['image-never-pulled']);
});

test('colour is for terminals: piped text carries no control characters, whatever the log held', async () => {
  const said = await Promise.all([
    kubewhy(['problems', '-A', ...from], { env: { FORCE_COLOR: '1', TERM: 'xterm-256color' } }),
    kubewhy(['why', 'checkout', '-n', 'shop', ...from], { env: { TERM: 'xterm-256color' } }),
    kubewhy(['help'], { env: { TERM: 'xterm-256color' } }),
  ]);
  // oxlint-disable-next-line no-control-regex
  for (const { out } of said) expect(out).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
});

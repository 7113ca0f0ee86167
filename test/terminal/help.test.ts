import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { kubewhy } from './kubewhy.ts';

const root = join(import.meta.dirname, '..', '..');
const recordings = join(root, 'src', 'sandbox', 'cluster', 'recordings');

test.each([[[]], [['help']], [['--help']], [['-h']]])(
  'help is exit code 0, on standard output: %j',
  async (line) => {
    const { exit, out, err } = await kubewhy(line);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    for (const words of ['kubewhy why ', 'kubewhy problems ', '-o json', '-f FILE', 'Exit code: 0 healthy'])
      expect(out).toContain(words);
  },
);

test.each([['--version'], ['-V'], ['version']])('the version is exit code 0: %s', async (word) => {
  const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { exit, out, err } = await kubewhy([word]);
  expect({ exit, out, err }).toEqual({ exit: 0, out: `${name} ${version}\n`, err: '' });
});

test.each([['help'], ['help why'], ['help problems']])(
  'help in the terminal does not offer an answer for the asker alone: %s',
  async (line) => {
    const { exit, out } = await kubewhy(line.split(' '));
    expect(exit).toBe(0);
    expect(out).toContain('[--cluster NAME]');
    expect(out).not.toContain('--me');
  },
);

test('help says which namespaces problems are looked for in', async () => {
  const { out } = await kubewhy(['help', 'problems']);
  expect(out).toContain('in all namespaces unless -n, the channel or the kubeconfig context names one');
});

test('help on one command has its examples, and every example is understood', async () => {
  const { exit, out } = await kubewhy(['help', 'why']);
  expect(exit).toBe(0);
  const examples = out.match(/^ +kubewhy .+$/gm) ?? [];
  expect(examples.length).toBeGreaterThan(1);
  for (const example of examples) {
    const said = await kubewhy([...example.trim().split(' ').slice(1), '-f', recordings]);
    expect(said.err).not.toMatch(/do not know|no option|one thing at a time/);
  }
  // Each example is a process.
}, 30_000);

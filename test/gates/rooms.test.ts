import { globSync, readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';

import { offences, type Tree } from './check-rooms.ts';
import { rooms } from './rooms-table.ts';

const project: Tree = Object.fromEntries(
  globSync('{src,handlers,jobs}/**/*.{ts,mts,js,mjs}')
    .filter((path) => !path.startsWith('src/sandbox/workspace/page/'))
    .map((path) => [path, readFileSync(path, 'utf8')]),
);

test('every line stays within the rules of its room', () => {
  expect(offences(rooms, project)).toEqual([]);
});

/** One empty file in each room, so that a test sees nothing but what it plants. */
const bare: Tree = Object.fromEntries(
  rooms.map(({ files: [file = ''] }) => [file.endsWith('/') ? `${file}x.ts` : file, '']),
);

const planted = (path: string, source: string): string[] =>
  offences(rooms, { ...bare, [path]: source }).map((line) => line.replace(` (${path})`, ''));

test.each<[string, string, string[]]>([
  [
    'src/causes/planted.ts',
    "import { KubeConfig } from '@kubernetes/client-node';",
    ['causes may not load @kubernetes/client-node'],
  ],
  [
    'src/causes/planted.ts',
    "import type { V1Pod } from '@kubernetes/client-node';",
    ['causes may not know the types of @kubernetes/client-node'],
  ],
  ['src/facts/planted.ts', "import type { V1Pod } from '@kubernetes/client-node';", []],
  [
    'src/facts/planted.ts',
    "import { type V1Pod } from '@kubernetes/client-node';",
    ['facts may not load @kubernetes/client-node'],
  ],
  [
    'src/facts/planted.ts',
    "import { find } from './find.ts';",
    ['facts may not import values of reading: src/facts/find.ts'],
  ],
  [
    'src/messages/planted.ts',
    "import type { Answer } from '../answer.ts';\nimport type {\n  Facts,\n} from '../facts/facts.ts';",
    ['messages may not import types of facts: src/facts/facts.ts'],
  ],
  [
    'src/messages/planted.ts',
    "export { kinds } from '../facts/kinds.ts';",
    ['messages may not import values of facts: src/facts/kinds.ts'],
  ],
  [
    'handlers/planted.ts',
    "const late = () => import('../jobs/index.ts');",
    ['handlers may not import values of jobs: jobs/index.ts'],
  ],
  [
    'handlers/planted.ts',
    "type Late = typeof import('../src/calls.ts');\nimport type { Call } from '../src/calls.ts';",
    [],
  ],
  ['jobs/planted.ts', "import 'bullmq/dist/esm/index.js';", ['jobs may not load bullmq']],
  [
    'jobs/planted.ts',
    "import { x } from '../scripts/docs.ts';",
    ['jobs may not import scripts/docs.ts, which is in no room'],
  ],
  [
    'src/diagnosis/planted.ts',
    'export const now = () => new Date();',
    ['diagnosis may not touch clock: new Date()'],
  ],
  ['src/diagnosis/planted.ts', "export const when = new Date('2026-01-01'); // not new Date()", []],
  [
    'src/causes/planted.ts',
    'export const look = async () => { await null; };',
    ['causes may not touch await: async'],
  ],
  ['src/causes/planted.ts', '/** Nobody may await here. */\nexport const words = "The process ends.";', []],
  [
    'src/messages/planted.ts',
    'export const wide = process.stdout.columns;',
    ['messages may not touch process: process'],
  ],
  ['src/messages/planted.ts', 'export const { env } = process;', ['messages may not touch process: process']],
  [
    'src/messages/planted.ts',
    'export const id = Math.random();',
    ['messages may not touch chance: Math.random'],
  ],
  [
    'jobs/planted.ts',
    "export const page = fetch('https://example.com');",
    ['jobs may not touch network: fetch('],
  ],
  ['src/facts/planted.ts', 'setTimeout(() => {}, 1);', ['facts may not touch timers: setTimeout(']],
  ['src/planted/planted.ts', '', ['src/planted/planted.ts is in no room']],
])('a line planted in %s is seen: %s', (path, source, expected) => {
  expect(planted(path, source)).toEqual(expected);
});

test('a room that no file is in is seen', () => {
  const { 'src/log.ts': _, ...without } = bare;
  expect(offences(rooms, without)).toEqual(['no file is in the room log']);
});

test('the table names only rooms there are', () => {
  const names = rooms.map(({ name }) => name);
  const named = rooms.flatMap(({ values = [], types = [] }) => [...values, ...types]);
  expect(named.filter((name) => !names.includes(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

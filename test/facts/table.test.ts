import { globSync, readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';

import { tableOf } from '../../src/facts/table.ts';

test('a table has its own names and no others', () => {
  const table: { [name: string]: string } = tableOf({ a: 'b' });
  expect([table['a'], table['constructor'], table['__proto__'], table['toString']]).toEqual([
    'b',
    undefined,
    undefined,
    undefined,
  ]);
});

/** A constant by any text, written as a plain object: `const words: { [reason: string]: string } = {`. */
const plain =
  /^(?:export )?const (\w+): (?:\{ (?:readonly )?\[\w+: string\]: |Readonly<Record<string, |Record<string, )[^=]*= \{/gm;

test('what names from the API are looked up in is such a table: write tableOf({…})', () => {
  const found = globSync('src/{causes,facts}/**/*.ts').flatMap((path) =>
    Array.from(readFileSync(path, 'utf8').matchAll(plain), ([, name = '']) => `${path}: ${name}`),
  );
  expect(found).toEqual([]);
});

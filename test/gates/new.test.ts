import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { scaffoldCause } from '../../scripts/new/cause.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kubewhy-new-'));
  cpSync('src/causes', join(root, 'src', 'causes'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');

test('a new cause has its file, its line and its folder, and the next steps name it', () => {
  const before = read('src', 'causes', 'index.ts').split('\n');
  const made = scaffoldCause(root, 'disk-on-fire');
  expect(made.ok && made.lines.join('\n')).toContain('npm run capture -- disk-on-fire CASE');

  const after = read('src', 'causes', 'index.ts').split('\n');
  const added = after.filter((line) => !before.includes(line));
  expect(added).toEqual(["import { diskOnFire } from './disk-on-fire.ts';", '  diskOnFire,']);
  expect(after.filter((line) => !added.includes(line))).toEqual(before);
  const imports = after.filter((line) => line.startsWith('import {'));
  expect(imports).toEqual(
    imports.toSorted((a, b) => ((a.split("'")[1] ?? '') < (b.split("'")[1] ?? '') ? -1 : 1)),
  );
  expect(after.at(after.indexOf('];') - 1)).toBe('  diskOnFire,');

  const cause = read('src', 'causes', 'disk-on-fire.ts');
  expect(stripTypeScriptTypes(cause)).toContain("id: 'disk-on-fire'");
  expect(read('test', 'cases', 'disk-on-fire', '.gitkeep')).toBe('');
});

test.each([
  ['crash-loop', 'src/causes/crash-loop.ts is already there.'],
  ['CrashLoop', 'CrashLoop is not in kebab-case: lower-case words with hyphens between.'],
  ['../evil', '../evil is not in kebab-case: lower-case words with hyphens between.'],
])('%s is refused and changes nothing', (name, why) => {
  const before = read('src', 'causes', 'index.ts');
  expect(scaffoldCause(root, name)).toEqual({ ok: false, why });
  expect(read('src', 'causes', 'index.ts')).toBe(before);
});

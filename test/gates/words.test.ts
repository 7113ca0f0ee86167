import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

/** Each word with a hole, so that this file does not hold what it looks for. */
const unwanted: readonly RegExp[] = [
  // Folders of one machine.
  /(?<!\w)\/(?:wor[k]|roo[t])\/|\/tm[p]\/lab|shared\/referenc[e]/,
  // How the text came to be, which is not what the project is about.
  /\b(?:see|fixes|closes|per|in) (?:the )?(?:issu[e]|ticke[t]) #?\d|\bco-authored-b[y]\b|\bthis sessio[n] of\b/i,
  // Where one machine gets its packages.
  /\bregistry\.npmj[s]\b|\bnpm\.pkg\.githu[b]\b|\/artifactor[y]\/|"resolve[d]":/,
];

/** The files of the project: what git tracks, or everything where this is no clone. */
const projectFiles = (): string[] => {
  const listed = spawnSync('git', ['ls-files', '-z'], { encoding: 'utf8' });
  if (listed.status === 0) return listed.stdout.split('\0');
  const exclude = ['node_modules/**', 'coverage/**', '.kubewhy/**'];
  return globSync('**/*', { exclude, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
};

const tracked = projectFiles().filter(
  (path) => path !== '' && existsSync(path) && !/\.(?:png|ico|woff2)$/.test(path),
);

const offencesIn = (path: string, text: string): string[] =>
  text
    .split('\n')
    .flatMap((line, index) =>
      unwanted.some((word) => word.test(line)) ? [`${path}:${index + 1}: ${line.trim().slice(0, 120)}`] : [],
    );

test('no file speaks of anything but the project', () => {
  expect(tracked.length).toBeGreaterThan(100);
  expect(tracked.flatMap((path) => offencesIn(path, readFileSync(path, 'utf8')))).toEqual([]);
});

/** Written in two parts, so that this file does not hold what it looks for. */
test.each(
  [
    ['cd /wor', 'k/main'],
    ['export HOME=/roo', 't/.npm'],
    ['see issu', 'e #12'],
    ['"resolve', 'd": "https://example.com/a.tgz"'],
  ].map(([first, second]) => `${first}${second}`),
)('a line such as "%s" is seen', (line) => {
  expect(offencesIn('planted', `first\n${line}`)).toEqual([`planted:2: ${line}`]);
});

test.each(['an issue of Kubernetes', 'the session expired', '/workspace/page', '/var/lib/root/x'])(
  'a line such as "%s" is not',
  (line) => {
    expect(offencesIn('planted', line)).toEqual([]);
  },
);

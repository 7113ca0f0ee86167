import { expect, test } from '@jest/globals';

import { complaintsIn } from '../../src/facts/log-lines.ts';
import { signsIn } from '../../src/facts/log-signs/signs.ts';

/** What one read of a log brings at most, in UTF-16 units. */
const size = 64 * 1024;
const filled = (part: string): string => part.repeat(Math.ceil(size / part.length)).slice(0, size);

const parts = [
  ' ',
  '\t',
  'a',
  '.',
  'a.',
  '/',
  'a/',
  '-',
  ':',
  '1',
  '1:',
  '(',
  ')',
  '"',
  '\\',
  '\\"',
  "'",
  '[',
  '{',
  '{"a":',
  '=',
  'a=',
  'a="',
  '^',
  '*',
  '@',
  '://',
  'a://b@',
  'error ',
  'Error: ',
  'error connection refused to ',
  'timeout ',
  'a.b.C: ',
  'at ',
  '    at a (b:1:2) ',
  '\u001B[',
  '\u001B]',
  '\u001B]0;',
  'Caused by: ',
  ' ---> ',
  'A_',
  'KeyError: ',
  'environment variable ',
  '2026-01-01 ',
  '10:00:00 ',
  '[main] ',
  'cannot open /',
  'open /a',
  'x509: ',
  'lookup a',
  "HTTPConnectionPool(host='a', port=1)",
  'permission denied',
  'not found ',
  'migration failed ',
  '. A',
  ': ',
  '[notice] Application a exited: ',
  'Full thread dump ',
  'DETAIL:  a ',
  "Error creating bean with name 'a' ",
  '(a.b.CError) ',
  'rpc error: code = a desc = ',
];

/** Each as one long line, and as lines of 100. */
const logs = parts.flatMap((part): [string, string[]][] => {
  const long = filled(part);
  return [
    [`one line of ${JSON.stringify(part)}`, [long]],
    [
      `an error of ${JSON.stringify(part)}`,
      [`2026-01-01T00:00:00Z ERROR connection refused permission denied lookup x509 environment ${long}`],
    ],
    [`lines of ${JSON.stringify(part)}`, long.match(/[^]{1,100}/g) ?? []],
  ];
});

test.each(logs)('%s takes no time', (_, lines) => {
  const before = performance.now();
  const said = complaintsIn(lines);
  signsIn(lines);
  expect(performance.now() - before).toBeLessThan(1000);
  expect(
    said.every(
      ({ text, headline, quote }) => text.length <= 4096 && headline.length <= 500 && quote.length <= 130,
    ),
  ).toBe(true);
});

test.each([
  ['Python', ['Traceback (most recent call last):'], '  File "/app/a.py", line 2, in a'],
  ['the JVM', ['java.lang.StackOverflowError'], '\tat shop.Main.call(Main.java:3)'],
  ['Go', ['panic: x', 'goroutine 1 [running]:'], '\t/app/main.go:3 +0x1'],
  ['Node', ['Error: x'], '    at a (/app/a.js:1:2)'],
])('an endless trace of %s is one complaint', (_, head, frame) => {
  const before = performance.now();
  const lines = [...head, ...Array.from({ length: 3000 }, () => frame)];
  expect(complaintsIn(lines)).toHaveLength(1);
  expect(performance.now() - before).toBeLessThan(1000);
});

import { expect, test } from '@jest/globals';

import { complaintsIn } from '../../src/facts/log-lines.ts';
import { compiledTraces } from './traces-compiled.ts';
import { scriptedTraces } from './traces-scripted.ts';

test.each([...compiledTraces, ...scriptedTraces])('$name', ({ log, headline, lines }) => {
  const newest = complaintsIn(log.split('\n')).at(-1);
  expect({ headline: newest?.headline, text: newest?.text.split('\n').length, times: newest?.times }).toEqual(
    { headline, text: lines, times: 1 },
  );
});

test('lines of another writer inside a trace are not part of it', () => {
  const lines = [
    'java.lang.IllegalStateException: no pool',
    '\tat shop.Main.main(Main.java:3)',
    '2026-01-01T10:00:00Z INFO GET /healthz 200',
    'GET /orders 200',
    '\tat shop.Main.run(Main.java:9)',
    '{"level":"info","msg":"served"}',
    'Caused by: java.net.ConnectException: Connection refused',
    '\tat java.base/java.net.Socket.connect(Socket.java:633)',
    'Traceback (most recent call last):',
    '  File "/app/main.py", line 2, in <module>',
    '2026-01-01T10:00:00Z INFO GET /healthz 200',
    "KeyError: 'DB_URL'",
  ];
  expect(complaintsIn(lines)).toEqual([
    {
      text: [0, 1, 4, 6, 7].map((index) => lines[index]).join('\n'),
      headline: 'java.net.ConnectException: Connection refused (java.lang.IllegalStateException: no pool)',
      quote: 'java.net.ConnectException: Connection refused (java.lang.IllegalStateException: no pool)',
      times: 1,
      alike: false,
      alarming: true,
    },
    {
      text: [8, 9, 11].map((index) => lines[index]).join('\n'),
      headline: "KeyError: 'DB_URL'",
      quote: "KeyError: 'DB_URL'",
      times: 1,
      alike: false,
      alarming: true,
    },
  ]);
});

test('the same trace again is the same complaint', () => {
  const trace = ['Error: no seat 17', '    at seat (/app/a.js:1:2)'];
  expect(
    complaintsIn([...trace, 'trying again', 'Error: no seat 18', '    at seat (/app/a.js:1:2)']),
  ).toEqual([
    {
      text: 'Error: no seat 18\n    at seat (/app/a.js:1:2)',
      headline: 'Error: no seat 18',
      quote: 'no seat 18',
      times: 2,
      alike: true,
      alarming: true,
    },
  ]);
});

const frames = (name: string): string[] =>
  Array.from({ length: 60 }, (_, index) => `\tat shop.${name}.call${index}(${name}.java:${index})`);

test('a long trace loses its middle, neither its beginning nor its root', () => {
  const [said] = complaintsIn([
    'java.lang.IllegalStateException: first',
    ...frames('First'),
    'Caused by: java.net.ConnectException: root',
    ...frames('Root'),
  ]);
  const lines = said?.text.split('\n') ?? [];
  expect(lines.length).toBeLessThanOrEqual(33);
  expect(said?.text.length).toBeLessThanOrEqual(4096);
  expect(lines[0]).toBe('java.lang.IllegalStateException: first');
  expect(lines).toContain('…');
  expect(lines).toContain('Caused by: java.net.ConnectException: root');
});

test('a long line keeps both ends', () => {
  const [said] = complaintsIn([`ERROR begin ${'x '.repeat(30_000)}end`]);
  expect(said?.text.length).toBeLessThanOrEqual(4096);
  expect(said?.text).toMatch(/^ERROR begin .*….*end$/);
});

import { expect, test } from '@jest/globals';

import { complaintsIn } from '../../src/facts/log-lines.ts';

test('repeated complaints are one, with a count and the newest wording; the last distinct ones are kept', () => {
  const lines = [
    '2026-01-01T00:00:00Z INFO starting',
    '2026-01-01T00:00:01Z ERROR try 1: connection refused',
    '2026-01-01T00:00:02Z INFO waiting',
    '2026-01-01T00:00:03Z ERROR try 2: connection refused',
    '2026-01-01T00:00:04Z FATAL giving up: cannot reach db',
    '2026-01-01T00:00:05Z INFO bye',
  ];
  expect(complaintsIn(lines)).toEqual([
    {
      text: '2026-01-01T00:00:03Z ERROR try 2: connection refused',
      headline: 'try 2: connection refused',
      quote: 'try 2: connection refused',
      times: 2,
      alike: true,
      alarming: true,
    },
    {
      text: '2026-01-01T00:00:04Z FATAL giving up: cannot reach db',
      headline: 'giving up: cannot reach db',
      quote: 'giving up: cannot reach db',
      times: 1,
      alike: false,
      alarming: true,
    },
  ]);
});

test('a stack trace stays behind its first line', () => {
  const lines = ['Error: boom', '    at main (/app/index.js:3:9)', '    at node:internal:1', 'info: closed'];
  expect(complaintsIn(lines)).toEqual([
    {
      text: lines.slice(0, 3).join('\n'),
      headline: 'Error: boom',
      quote: 'boom',
      times: 1,
      alike: false,
      alarming: true,
    },
  ]);
});

test('a log in which nothing complains gives its last lines', () => {
  expect(
    complaintsIn(['one', 'two', 'three', 'four']).map(({ text, alarming }) => ({ text, alarming })),
  ).toEqual([
    { text: 'two', alarming: false },
    { text: 'three', alarming: false },
    { text: 'four', alarming: false },
  ]);
  expect(complaintsIn([])).toEqual([]);
});

import { expect, test } from '@jest/globals';

import { lastWords } from '../../src/facts/last-words.ts';
import type { LastWords } from '../../src/facts/last-words.ts';
import { containersOf } from '../../src/facts/pods.ts';
import { someFacts } from './some-facts.ts';

const [view] = containersOf({
  metadata: { namespace: 'shop', name: 'web-1' },
  spec: { containers: [{ name: 'web' }] },
});

/** The last words of a previous run that wrote these lines. */
const lastWordsOf = (lines: string[]): LastWords | undefined =>
  view === undefined
    ? undefined
    : lastWords(
        someFacts(
          {},
          { logs: [{ namespace: 'shop', pod: 'web-1', container: 'web', previous: true, lines }] },
        ),
        view,
      );

test('the fault is quoted and not what follows from it; a repeated trace is counted behind its first line', () => {
  const trace = ['Error: no queue', '    at start (/app/a.js:1:2)'];
  expect(lastWordsOf([...trace, 'once more', ...trace, 'npm error code 1'])).toEqual({
    line: 'no queue',
    alarming: true,
    silent: false,
    previous: true,
    left: false,
    evidence: [
      {
        from: 'log',
        object: 'Pod shop/web-1 web (previous run)',
        text: 'Error: no queue (2 times)\n    at start (/app/a.js:1:2)',
        at: null,
      },
    ],
  });
});

test('an empty log is silence', () => {
  expect(lastWordsOf([])).toEqual({
    line: null,
    alarming: false,
    silent: true,
    previous: true,
    left: false,
    evidence: [],
  });
});

const ending = (message: string, terminationMessagePolicy: string): ReturnType<typeof containersOf> =>
  containersOf({
    metadata: { namespace: 'shop', name: 'web-1' },
    spec: { containers: [{ name: 'web', terminationMessagePolicy }] },
    status: {
      containerStatuses: [
        {
          name: 'web',
          ready: false,
          restartCount: 1,
          image: '',
          imageID: '',
          lastState: { terminated: { exitCode: 9, message } },
        },
      ],
    },
  });

test.each([
  ['a message of its own comes before the log', 'File', ['INFO exiting'], 'no licence is left', true],
  ['the log itself comes before its copy', 'FallbackToLogsOnError', ['ERROR no seat'], 'no seat', false],
  [
    'the copy stands for a log that cannot be read',
    'FallbackToLogsOnError',
    null,
    'no licence is left',
    true,
  ],
])('%s', (_, policy, lines, line, left) => {
  const [one] = ending('no licence is left\n', policy);
  const logs =
    lines === null ? [] : [{ namespace: 'shop', pod: 'web-1', container: 'web', previous: true, lines }];
  const words = one === undefined ? undefined : lastWords(someFacts({}, { logs }), one);
  expect({ line: words?.line, left: words?.left }).toEqual({ line, left });
});

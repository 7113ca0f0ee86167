import { describe, expect, test } from '@jest/globals';

import { failedPulls } from '../../src/facts/images.ts';
import type { PullProblem } from '../../src/facts/pull-sentences.ts';
import { pullAnswers } from './pull-answers.ts';
import { someFacts } from './some-facts.ts';

const all: PullProblem[] = [
  'malformed',
  'never',
  'throttled',
  'runtime',
  'short-name',
  'proxy',
  'host',
  'rate-limited',
  'platform',
  'disk-full',
  'tls',
  'signature',
  'corrupt',
  'format',
  'access-denied',
  'unauthorized',
  'forbidden',
  'server-error',
  'not-found',
  'refused',
  'no-answer',
  'other',
];

const problemOf = (message: string, image: string, reason = 'ErrImagePull'): PullProblem | undefined =>
  failedPulls(
    someFacts({
      Pod: [
        {
          metadata: { name: 'p', namespace: 'n' },
          spec: { containers: [{ name: 'app', image }] },
          status: { containerStatuses: [{ name: 'app', state: { waiting: { reason, message } } }] },
        },
      ],
    }),
    ...all,
  )[0]?.problem;

describe('what an answer to a pull comes to', () => {
  test.each(pullAnswers)('%s: %s', (problem, image, message) => {
    expect(problemOf(message, image)).toBe(problem);
  });

  test('a name that does not parse, and an image that may not be pulled', () => {
    expect(problemOf('couldn\'t parse image name "A": not found', 'A', 'InvalidImageName')).toBe('malformed');
    expect(problemOf('not present with pull policy of Never', 'a:1', 'ErrImageNeverPull')).toBe('never');
  });

  test('a kubelet that only says it backs off: the event tells', () => {
    const pod = {
      metadata: { name: 'p', namespace: 'n' },
      spec: { containers: [{ name: 'app', image: 'a/b:1' }] },
      status: {
        containerStatuses: [
          {
            name: 'app',
            state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "a/b:1"' } },
          },
        ],
      },
    };
    const event = {
      reason: 'Failed',
      message: 'Failed to pull image "a/b:1": unauthorized: authentication required',
      involvedObject: { kind: 'Pod', namespace: 'n', name: 'p' },
      metadata: {},
    };
    expect(failedPulls(someFacts({ Pod: [pod], Event: [event] }), ...all)[0]?.problem).toBe('unauthorized');
  });
});

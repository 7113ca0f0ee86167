import { describe, expect, test } from '@jest/globals';

import { problemsMessage } from '../../src/messages/problems-message.ts';
import { problemsText } from '../../src/messages/problems-text.ts';
import { whyMessage } from '../../src/messages/why-message.ts';
import { whyText } from '../../src/messages/why-text.ts';
import { answers, problems } from './answers.ts';
import { expectPostable } from './slack-rules.ts';

const now = '2026-11-22T14:10:00Z';

describe.each(Object.entries(answers))('%s', (_name, outcome) => {
  test('in a channel, with its thread', () => {
    const posts = whyMessage(outcome, {
      command: '/k8s',
      details: 'thread',
      asker: 'U024BE7LH',
      share: { answerId: 'a1b2' },
      took: 1234,
    });
    for (const message of [posts.parent, ...posts.details]) expectPostable(message);
    expect(posts).toMatchSnapshot();
  });

  test('in one message', () => {
    const posts = whyMessage(outcome, { command: '/k8s', details: 'inline', sharedBy: 'W012A3CDE' });
    expectPostable(posts.parent);
    expect(posts.details).toEqual([]);
    expect(posts.parent).toMatchSnapshot();
  });

  test('on the terminal', () => {
    expect(whyText(outcome, { colour: false, now })).toMatchSnapshot();
  });
});

describe.each(Object.entries(problems))('problems: %s', (_name, outcome) => {
  test('in a channel, with its thread', () => {
    const posts = problemsMessage(outcome, {
      command: '/k8s',
      details: 'thread',
      asker: 'U024BE7LH',
      namespace: null,
    });
    for (const message of [posts.parent, ...posts.details]) expectPostable(message);
    expect(posts).toMatchSnapshot();
  });

  test('on the terminal', () => {
    expect(problemsText(outcome, { colour: false })).toMatchSnapshot();
  });
});

test('colour adds terminal codes and changes no word', () => {
  const plain = whyText(answers.imageHost, { colour: false, now });
  const painted = whyText(answers.imageHost, { colour: true, now });
  // eslint-disable-next-line no-control-regex -- the codes are what is looked for
  expect(painted.replaceAll(/\u001B\[\d+m/g, '')).toBe(plain);
  expect(
    painted.startsWith('\u001B[1m\u001B[31mFailing\u001B[39m\u001B[22m  Deployment shop/checkout · prod\n'),
  ).toBe(true);
});

test('without a clock times are shown in UTC', () => {
  expect(whyText(answers.oom, { colour: false })).toContain(
    'status of Pod shop/search-1, 2026-11-22 13:40 UTC',
  );
});

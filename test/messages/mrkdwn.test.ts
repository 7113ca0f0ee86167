import { expect, test } from '@jest/globals';

import { code, cutMarkup, date, lines, markup, person, plain, prose } from '../../src/messages/mrkdwn.ts';

test('data in a sentence neither mentions, links nor formats', () => {
  expect(plain('<!channel> & *bold* ~no~ `code` :tada: 10:30:45').mrkdwn).toBe(
    '&lt;!channel&gt; &amp; ∗bold∗ ∼no∼ ˋcodeˋ ꞉tada: 10:30:45',
  );
  expect(code('a`b <c>').mrkdwn).toBe('`aˋb &lt;c&gt;`');
});

test('markup is cut between entities, tokens and code spans', () => {
  expect(cutMarkup('abc&amp;def', 8)).toBe('abc…');
  expect(cutMarkup('abc <!date^1^x|y> tail', 12)).toBe('abc …');
  expect(cutMarkup('run `kubectl get pods`', 15)).toBe('run `kubectl …`');
  expect(plain('&'.repeat(5000)).mrkdwn).toMatch(/^(?:&amp;)+…$/);
});

test('times are shown in the zone of the reader, with UTC where that is not possible', () => {
  expect(date('2026-11-22T14:02:30Z').mrkdwn).toBe(
    '<!date^1795356150^{date_short_pretty} {time}|2026-11-22 14:02 UTC>',
  );
  expect(date('<!here>').mrkdwn).toBe('&lt;!here&gt;');
});

test('only an id of Slack mentions a person', () => {
  expect(person('U024BE7LH').mrkdwn).toBe('<@U024BE7LH>');
  expect(person('!channel').mrkdwn).toBe('`!channel`');
});

test('backticks in a sentence of ours mark code, and nothing more', () => {
  expect(prose('I do not know `fo<o`. Did you mean `why`?').mrkdwn).toBe(
    'I do not know `fo&lt;o`. Did you mean `why`?',
  );
  expect(prose('an odd ` tick').mrkdwn).toBe('an odd ˋ tick');
});

test('lines that do not fit are counted', () => {
  const items = Array.from({ length: 10 }, (_, index) => markup`line ${plain(String(index))}`);
  expect(lines(items, 45).mrkdwn).toBe('line 0\nline 1\nline 2\n… and 7 more');
});

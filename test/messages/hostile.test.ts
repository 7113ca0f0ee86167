import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';

import type { Answer, ProblemsOutcome, WhyOutcome } from '../../src/answer.ts';
import { complaintMessage } from '../../src/messages/complaint.ts';
import { failureMessage } from '../../src/messages/failure.ts';
import { problemsMessage } from '../../src/messages/problems-message.ts';
import { problemsText } from '../../src/messages/problems-text.ts';
import { progressMessage } from '../../src/messages/progress.ts';
import { whyMessage } from '../../src/messages/why-message.ts';
import { whyText } from '../../src/messages/why-text.ts';
import { expectPostable, shownIn } from './slack-rules.ts';

const password = 'Tr0ub4dor&3xQ';
const nasty = [
  '<!channel> <!here> <@U024BE7LH> <!subteam^S1|x> <https://evil.example|your bank>',
  '``` closes *a* _fence_ ~and~ `opens` one :tada: > quote',
  '&lt;!channel&gt; &am &amp;amp; & <',
  '\u001B[31mred\u001B[0m \u001B]8;;https://evil.example\u0007label\u001B]8;;\u0007 \u009B2J \u0000\u0007\b',
  'abc\u202Edcba\u2066x\u2069\u200F',
  'zero\u200Bwidth\uFEFFjoin\u200D\u2060er so\u00ADft',
  '\u{E0041}\u{E0042}tagged',
  '\uD800 lone \uDC00',
  'line one\r\nline two\u2028line three\rline four',
  'e\u0301'.repeat(50) + 'z' + '\u0300'.repeat(5000),
  '😀'.repeat(3000),
  '&'.repeat(9000),
  '<'.repeat(9000),
  '`'.repeat(101),
  'x'.repeat(100_000),
  'word '.repeat(20_000),
  '<!date^1^{date}|x>',
  `postgres://shop:${password}@db:5432/shop`,
  `DB_PASSWORD=${password}`,
  '',
  ' ',
  '$(rm -rf /)',
];
const text = fc.oneof(
  fc.constantFrom(...nasty),
  fc.tuple(fc.constantFrom(...nasty), fc.constantFrom(...nasty)).map(([a, b]) => `${a} ${b}`),
  fc.string({ unit: 'binary', maxLength: 200 }),
);
const at = fc.oneof(fc.constantFrom(null, '2026-11-22T14:02:00Z', 'not a date', '<!channel>'), text);
const severity = fc.constantFrom('critical' as const, 'warning' as const, 'info' as const);
const ref = fc.record({ kind: text, namespace: fc.option(text), name: text });
const unexamined = fc.array(fc.record({ what: text, why: text }), { maxLength: 30 });
const evidence = fc.record({
  from: fc.constantFrom('status' as const, 'spec' as const, 'event' as const, 'log' as const),
  object: text,
  text,
  at,
});
const remedy = fc.record({ title: text, command: fc.option(text), action: fc.constant(null) });
const finding = fc.record({
  cause: text,
  severity,
  confidence: fc.constantFrom('certain' as const, 'likely' as const, 'possible' as const),
  object: ref,
  summary: text,
  evidence: fc.array(evidence, { maxLength: 8 }),
  because: fc.array(fc.integer({ min: -2, max: 40 }), { maxLength: 3 }),
  remedies: fc.array(remedy, { maxLength: 3 }),
});
const answer: fc.Arbitrary<Answer> = fc.record({
  apiVersion: fc.constant('kubewhy/v1' as const),
  target: fc.record({
    kind: text,
    namespace: fc.option(text),
    name: text,
    cluster: text,
    uid: fc.constant(null),
  }),
  state: fc.constantFrom('healthy' as const, 'degraded' as const, 'failing' as const, 'unknown' as const),
  summary: text,
  findings: fc.array(finding, { maxLength: 20 }),
  changes: fc.array(fc.record({ at: at.map((value) => value ?? ''), what: text, by: fc.option(text) }), {
    maxLength: 10,
  }),
  where: fc.record({
    node: fc.option(text),
    containers: fc.array(text, { maxLength: 12 }),
    logs: fc.option(text),
  }),
  ruledOut: fc.array(text, { maxLength: 50 }),
  unexamined,
});
const outcome: fc.Arbitrary<WhyOutcome> = fc.oneof(
  { weight: 4, arbitrary: answer.map((value) => ({ type: 'answer' as const, answer: value })) },
  fc.record({
    type: fc.constant('not-found' as const),
    cluster: text,
    words: text,
    namespace: fc.option(text),
    suggestions: fc.array(ref, { maxLength: 20 }),
    unexamined,
  }),
  fc.record({
    type: fc.constant('ambiguous' as const),
    cluster: text,
    words: text,
    matches: fc.array(ref, { maxLength: 40 }),
  }),
  fc.record({ type: fc.constant('unreadable' as const), cluster: text, why: text }),
);
const problems: fc.Arbitrary<ProblemsOutcome> = fc.record({
  type: fc.constant('problems' as const),
  problems: fc.record({
    apiVersion: fc.constant('kubewhy/v1' as const),
    cluster: text,
    groups: fc.array(
      fc.record({
        cause: text,
        severity,
        summary: text,
        count: fc.nat(1000),
        objects: fc.array(ref, { maxLength: 80 }),
        effectCount: fc.nat(1000),
        effects: fc.array(ref, { maxLength: 80 }),
      }),
      { maxLength: 25 },
    ),
    unexamined,
  }),
});

// eslint-disable-next-line no-control-regex -- these characters are what is looked for
const terminalUnsafe = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\u200B-\u200F]/;

const expectSafe = (shown: string): void => {
  expect(shown).not.toContain(password);
  expect(shown).not.toContain('Tr0ub4dor');
};

test('whatever an answer holds, Slack takes its messages, and they only show text', () => {
  fc.assert(
    fc.property(
      outcome,
      fc.constantFrom('thread' as const, 'inline' as const),
      text,
      (value, details, user) => {
        const posts = whyMessage(value, {
          command: '/k8s',
          details,
          asker: user,
          share: { answerId: 'a1' },
          took: 5,
        });
        for (const message of [posts.parent, ...posts.details]) {
          expectPostable(message);
          expectSafe(shownIn(message));
        }
        expect(posts.details.length).toBeLessThanOrEqual(5);
      },
    ),
    { numRuns: 50 },
  );
});

test('whatever is wrong, Slack takes the list', () => {
  expect.hasAssertions();
  fc.assert(
    fc.property(problems, fc.constantFrom('thread' as const, 'inline' as const), (value, details) => {
      const posts = problemsMessage(value, { command: '/k8s', details });
      for (const message of [posts.parent, ...posts.details]) {
        expectPostable(message);
        expectSafe(shownIn(message));
      }
    }),
    { numRuns: 25 },
  );
});

test('whatever an answer holds, the terminal shows text only', () => {
  fc.assert(
    fc.property(outcome, problems, (value, list) => {
      for (const shown of [
        whyText(value, { colour: false, now: '2026-11-22T14:10:00Z' }),
        problemsText(list, { colour: false }),
      ]) {
        expect(shown).not.toMatch(terminalUnsafe);
        expect(shown.trim()).not.toBe('');
        expectSafe(shown);
      }
    }),
    { numRuns: 25 },
  );
});

test('words that people type come back as text', () => {
  expect.hasAssertions();
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 8 }), (words, suggestions) => {
      for (const message of [
        progressMessage(words, '/k8s'),
        failureMessage({ reference: words, why: words, whatToDo: words }),
        complaintMessage({ message: words, suggestions, command: '/k8s' }),
      ]) {
        expectPostable(message);
        expectSafe(shownIn(message));
      }
    }),
  );
});

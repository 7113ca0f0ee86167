import { expect } from '@jest/globals';

import { problemsMessage } from '../../src/messages/problems-message.ts';
import { problemsText } from '../../src/messages/problems-text.ts';
import { whyMessage } from '../../src/messages/why-message.ts';
import { whyText } from '../../src/messages/why-text.ts';
import type { Cluster } from '../../src/ports.ts';
import { problems } from '../../src/problems.ts';
import { why } from '../../src/why.ts';
import { problemsFaults, whyFaults } from '../gates/json-contract.ts';
import { expectPostable } from '../messages/slack-rules.ts';

// eslint-disable-next-line no-control-regex -- these characters are what is looked for
const unsafe = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\u200B-\u200F]/;

/** CPU time of the thread, which a busy machine does not move. */
const atMostMs = 2000;
const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

const version = { apiVersion: 'kubewhy/v1' } as const;
const failedIn = (unexamined: readonly { what: string; why: string }[]): string[] =>
  unexamined
    .filter(({ why: words }) => words.startsWith('judging it failed'))
    .map(({ what, why: words }) => `${what}: ${words}`);

type Target = Parameters<typeof why>[1];

/**
 * Asks why, and holds the answer to all that an answer is: no cause failed, its JSON is as its schema says, Slack takes
 * its messages, the terminal shows text only, and it came in time.
 */
export const expectSoundAnswer = async (cluster: Cluster, target: Target, now: Date): Promise<void> => {
  const begun = cpuMs();
  const outcome = await why(cluster, target, now);
  expect(cpuMs() - begun).toBeLessThan(atMostMs);
  if (outcome.type === 'answer') expect(failedIn(outcome.answer.unexamined)).toEqual([]);
  expect(whyFaults(outcome.type === 'answer' ? outcome.answer : { ...version, ...outcome })).toEqual([]);
  const posts = whyMessage(outcome, { command: '/k8s', details: 'thread', took: 5 });
  for (const message of [posts.parent, ...posts.details]) expectPostable(message);
  expect(whyText(outcome, { colour: false, now: now.toISOString() })).not.toMatch(unsafe);
};

/** The same for everything that is wrong in a namespace, or anywhere (null). */
export const expectSoundProblems = async (
  cluster: Cluster,
  namespace: string | null,
  now: Date,
): Promise<void> => {
  const begun = cpuMs();
  const outcome = await problems(cluster, namespace, now);
  expect(cpuMs() - begun).toBeLessThan(atMostMs);
  if (outcome.type === 'problems') expect(failedIn(outcome.problems.unexamined)).toEqual([]);
  const printed = outcome.type === 'problems' ? outcome.problems : { ...version, ...outcome };
  expect(problemsFaults(printed)).toEqual([]);
  const posts = problemsMessage(outcome, { command: '/k8s', details: 'thread' });
  for (const message of [posts.parent, ...posts.details]) expectPostable(message);
  expect(problemsText(outcome, { colour: false })).not.toMatch(unsafe);
};

import { describe, expect, test } from '@jest/globals';

import { tellFailed } from '../../jobs/failed.ts';
import { runJob } from '../../jobs/index.ts';
import type { WhyOutcome } from '../../src/answer.ts';
import type { ChatRefusal } from '../../src/ports.ts';
import { answer, answered, askedAt, attempt, newWorld, question, type Said } from './memory.ts';

const brief = (said: readonly Said[]): string[] => said.map(({ how, to }) => `${how} ${to}`);
const refusal = (reason: ChatRefusal['reason']): ChatRefusal => ({ ok: false, reason, message: reason });
const actionIds = (said: Said | undefined): string[] =>
  JSON.stringify(said?.message.blocks ?? []).match(/(?<="action_id":")[^"]+/g) ?? [];
const notFound: WhyOutcome = {
  type: 'not-found',
  cluster: 'prod',
  words: 'checkout',
  namespace: null,
  suggestions: [],
  unexamined: [],
};

describe('an open answer', () => {
  test('stands in the channel, its details in the thread under it', async () => {
    const { world, said } = newWorld();
    await runJob(question(), world, attempt);
    const [first, ...details] = brief(said);
    expect(first).toBe('post C1');
    expect(details.length).toBeGreaterThan(0);
    expect(new Set(details)).toEqual(new Set(['post C1 1.0']));
    expect(said[0]?.text).toContain('The image does not exist.');
  });

  test('asked in a thread stands in that thread', async () => {
    const { world, said } = newWorld();
    await runJob(question({ thread: '77.7' }), world, attempt);
    expect(new Set(brief(said))).toEqual(new Set(['post C1 77.7']));
  });

  test('replaces the progress line', async () => {
    const { promise, resolve } = Promise.withResolvers<WhyOutcome>();
    const { world, said, slack } = newWorld({
      why: () => promise,
      patience: { progress: 1, answer: 12_000 },
      now: () => new Date(askedAt),
    });
    slack.after = () => resolve(answered);
    await runJob(question(), world, attempt);
    expect(brief(said).slice(0, 2)).toEqual(['post C1', 'update C1 1.0']);
    expect(said[0]?.text).toContain('checkout');
    expect(said[1]?.text).toContain('The image does not exist.');
  });

  test('goes through the response_url, in one piece, where the bot is not a member', async () => {
    const { world, said, slack } = newWorld();
    slack.refuse = ({ how }) => (how === 'post' ? refusal('not-in-channel') : null);
    await runJob(question(), world, attempt);
    expect(brief(said)).toEqual(['respond https://respond all']);
    await runJob(question(), world, attempt);
    expect(said).toHaveLength(1);
  });

  test('is told to the asker alone where even that way is closed', async () => {
    const { world, said, slack } = newWorld();
    slack.refuse = ({ how, to }) =>
      how === 'post' ? refusal('not-in-channel') : to.endsWith('all') ? refusal('expired') : null;
    await runJob(question(), world, attempt);
    expect(brief(said)).toEqual(['respond https://respond asker']);
  });

  test('whose blocks Slack refuses is posted as text', async () => {
    const { world, said, slack } = newWorld();
    let refused = 0;
    const blocks = new Set<string>();
    slack.refuse = ({ text }) => {
      if (refused > 0 || blocks.has(text)) return null;
      refused += 1;
      return refusal('invalid');
    };
    await runJob(question(), world, attempt);
    expect(said[0]).toMatchObject({ how: 'post', to: 'C1', message: { blocks: [] } });
    expect(said[0]?.text).toContain('The image does not exist.');
  });
});

describe('what concerns only the asker', () => {
  test.each<[string, WhyOutcome]>([
    ['not-found', notFound],
    ['ambiguous', { type: 'ambiguous', cluster: 'prod', words: 'web', matches: [answer.target] }],
    ['unreadable', { type: 'unreadable', cluster: 'prod', why: 'connection refused' }],
  ])('%s is whispered', async (_, outcome) => {
    const { world, said } = newWorld({ why: async () => outcome });
    await runJob(question(), world, attempt);
    expect(brief(said)).toEqual(['respond https://respond asker']);
    expect(actionIds(said[0])).not.toContain('share');
  });

  test('stands in the place of the progress line when there is one', async () => {
    const { promise, resolve } = Promise.withResolvers<WhyOutcome>();
    const { world, said, slack } = newWorld({
      why: () => promise,
      patience: { progress: 1, answer: 12_000 },
    });
    slack.after = () => resolve(notFound);
    await runJob(question(), world, attempt);
    expect(brief(said)).toEqual(['post C1', 'update C1 1.0']);
  });

  test('in a thread is whispered into that thread', async () => {
    const { world, said } = newWorld({ why: async () => notFound });
    await runJob(question({ thread: '77.7', responseUrl: null }), world, attempt);
    expect(brief(said)).toEqual(['whisper C1 77.7 U1']);
  });

  test('in a direct message is an ordinary message', async () => {
    const { world, said } = newWorld({ why: async () => notFound });
    await runJob(question({ channel: 'D1', responseUrl: null }), world, attempt);
    expect(brief(said)).toEqual(['post D1']);
  });

  test('an unknown cluster is said with the names there are', async () => {
    const { world, said } = newWorld({
      clusters: () => ({ complaint: 'There is no cluster "x". I know prod.' }),
    });
    await runJob(question(), world, attempt);
    expect(said).toMatchObject([{ how: 'respond', to: 'https://respond asker' }]);
    expect(said[0]?.text).toContain('I know prod');
  });
});

describe('time', () => {
  test('an answer that does not come in time becomes a sentence with the reference', async () => {
    const { world, said } = newWorld({
      why: () => new Promise(() => undefined),
      patience: { progress: 1, answer: 60 },
      now: () => new Date(askedAt),
    });
    await runJob(question(), world, attempt);
    expect(brief(said)).toEqual(['post C1', 'update C1 1.0']);
    expect(said[1]?.text).toContain('abcdef01');
    expect(said[1]?.text).toContain('/k8s why checkout');
  });

  test('a question taken after five minutes gets an apology, and the cluster is not asked', async () => {
    const { world, said } = newWorld({
      why: () => Promise.reject(new Error('asked')),
      now: () => new Date(Date.parse(askedAt) + 6 * 60_000),
    });
    await runJob(question(), world, attempt);
    expect(said).toMatchObject([{ how: 'respond', to: 'https://respond asker' }]);
    expect(said[0]?.text).toContain('6 minutes ago');
  });
});

describe('a call that failed for good', () => {
  test('is told once, with the reference', async () => {
    const { world, said } = newWorld();
    await tellFailed(question(), new Error('a defect'), world);
    await tellFailed(question(), new Error('a defect'), world);
    expect(brief(said)).toEqual(['respond https://respond asker']);
    expect(said[0]?.text).toContain('abcdef01');
    expect(said[0]?.text).not.toContain('a defect');
  });

  test('keeps the answer that had arrived before', async () => {
    const { world, said } = newWorld();
    await runJob(question(), world, attempt);
    const before = said.length;
    await tellFailed(question(), new Error('a detail'), world);
    expect(said).toHaveLength(before);
  });
});

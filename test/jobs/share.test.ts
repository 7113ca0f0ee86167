import { expect, test } from '@jest/globals';

import { runJob } from '../../jobs/index.ts';
import type { Call } from '../../src/calls.ts';
import { attempt, newWorld, question, reply, askedAt, type Said } from './memory.ts';

const brief = (said: readonly Said[]): string[] => said.map(({ how, to }) => `${how} ${to}`);

const sharing = (answerId: string, user = 'U1', channel = 'C1'): Call => ({
  name: 'share',
  id: `click${user}${channel}`,
  askedAt,
  call: {
    answerId,
    asker: { team: 'T1', user },
    reply: { ...reply, mode: 'private', user, channel, responseUrl: 'https://click' },
  },
});

const privateAnswer = async (thread: string | null = null) => {
  const made = newWorld();
  await runJob(
    question({ mode: 'private', thread, ...(thread !== null && { responseUrl: null }) }),
    made.world,
    attempt,
  );
  const [button] = made.said.flatMap(({ message }) =>
    message.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : [])),
  );
  const id = button?.type === 'button' ? button.value : undefined;
  if (id === undefined) throw new Error('the private answer has no button to share it');
  made.said.length = 0;
  return { ...made, id };
};

test('a private answer is shared once, and its private copy makes place for a remark', async () => {
  const { world, said, id } = await privateAnswer();
  await runJob(sharing(id), world, attempt);
  expect(brief(said)[0]).toBe('post C1');
  expect(JSON.stringify(said[0]?.message.blocks)).toContain('Shared by <@U1>');
  expect(said.at(-1)).toMatchObject({ how: 'respond', to: 'https://click asker', replace: true });
  await runJob({ ...sharing(id), id: 'again' }, world, attempt);
  expect(brief(said).filter((line) => line === 'post C1')).toHaveLength(1);
});

test('an answer given in a thread is shared in that thread', async () => {
  const { world, said, id } = await privateAnswer('77.7');
  await runJob(sharing(id), world, attempt);
  expect(brief(said)[0]).toBe('post C1 77.7');
});

test.each([
  ['someone else', 'U2', 'C1'],
  ['the same person in another channel', 'U1', 'C2'],
])('%s cannot share it', async (_, user, channel) => {
  const { world, said, id } = await privateAnswer();
  await runJob(sharing(id, user, channel), world, attempt);
  expect(brief(said)).toEqual(['respond https://click asker']);
  expect(said[0]?.text).not.toContain('image');
});

test('an answer whose hour is over is not shared, and the clicker is told', async () => {
  const { world, said, id, store } = await privateAnswer();
  store.values.delete(`answer:${id}`);
  await runJob(sharing(id), world, attempt);
  expect(brief(said)).toEqual(['respond https://click asker']);
});

test('a channel the bot is not in gets the answer through the response_url of the click', async () => {
  const { world, said, slack, id } = await privateAnswer();
  slack.refuse = ({ how }) =>
    how === 'post' ? { ok: false, reason: 'not-in-channel', message: 'no' } : null;
  await runJob(sharing(id), world, attempt);
  expect(brief(said)).toEqual(['respond https://click all', 'respond https://click asker']);
});

import { message, section } from '../src/messages/blocks.ts';
import { prose } from '../src/messages/mrkdwn.ts';
import type { Message } from '../src/ports.ts';
import { createDelivery } from './deliver.ts';
import { keptAnswerOf } from './kept-answers.ts';
import { tellAsker } from './posting.ts';
import type { Job } from './world.ts';

const say = (sentence: string): Message => message([section(prose(sentence))], [prose(sentence)]);

/**
 * Shows a private answer to the channel it was given in, once, at the wish of the one who got it. Nobody else can: the
 * answer is bound to its channel and its reader, and is kept for an hour.
 */
export const share: Job<'share'> = async (call, world, attempt) => {
  const { answerId, asker, reply } = call.call;
  const { chat, ledger, log, store } = world;
  const posting = { id: call.id, reply, world: { chat, ledger, log }, signal: attempt.signal };
  const kept = await keptAnswerOf(store, answerId);
  if (kept === null || kept.channel !== reply.channel || kept.user !== asker.user) {
    await tellAsker(
      posting,
      say(
        'I no longer have this answer: it can be shared for an hour, by the one who asked. Ask again, and share the new one.',
      ),
      false,
    );
    return;
  }
  const id = `share-${answerId}`;
  const open = { ...reply, mode: 'open' as const, thread: kept.thread };
  const delivery = createDelivery({ ...posting, id, reply: open }, world);
  await delivery.answer(
    ({ details }) => (details === 'inline' ? { parent: kept.inline, details: [] } : kept.posts),
    'all',
  );
  log.info({ call: call.id, channel: reply.channel }, 'A private answer was shared');
  const done = say('Shared with the channel.');
  if (!(await tellAsker(posting, done, true))) log.info({ call: call.id }, 'The sharer could not be told');
};

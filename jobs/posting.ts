import type { Reply } from '../src/calls.ts';
import type { ChatRefusal, Message, Posted } from '../src/ports.ts';
import type { Attempt, World } from './world.ts';

/** What posting needs of its surroundings. `id` names the call whose answer this is. */
export type Posting = {
  id: string;
  reply: Reply;
  world: Pick<World, 'chat' | 'ledger' | 'log'>;
  signal: Attempt['signal'];
};

/** The message without its blocks, for when Slack takes them for malformed: the text carries the facts. */
const plainly = (message: Message): Message => ({ text: message.text, blocks: [] });

const stop = ({ signal }: Posting): void => {
  if (signal.aborted) throw new Error('Another worker may have taken this call over');
};

/** A refusal of the token is nothing to tell the asker another way: it throws, and the log shows it. */
const final = (refusal: ChatRefusal): ChatRefusal => {
  if (refusal.reason === 'unauthorized') throw new Error(`Slack refuses the bot's token: ${refusal.message}`);
  return refusal;
};

/**
 * Posts one piece of an answer, or edits it where an earlier run posted it already. A crash between Slack's taking it and
 * the ledger's knowing it is the one case in which it is posted twice: Slack offers no key against that.
 */
export const place = async (
  posting: Posting,
  part: string,
  thread: string | null,
  message: Message,
): Promise<{ ok: true; at: Posted } | ChatRefusal> => {
  const { id, reply, world } = posting;
  const { chat, ledger, log } = world;
  const before = await ledger.read(id, part);
  stop(posting);
  if (before?.state === 'posted') {
    const edited = await chat.update(before.at, message);
    if (edited.ok) return { ok: true, at: before.at };
    if (edited.reason === 'invalid' && message.blocks.length > 0) {
      log.error({ call: id, part, said: edited.message }, 'Slack refused the blocks of a message');
      return place(posting, part, thread, plainly(message));
    }
    if (edited.reason !== 'expired') return final(edited);
    log.info({ call: id, part }, 'A message was removed before its answer came; posting it anew');
  }
  if (before?.state === 'intended') {
    log.warn({ call: id, part }, 'An earlier run may have posted this already');
  }
  await ledger.intend(id, part);
  const to = { channel: reply.channel, ...(thread !== null && { thread }) };
  const posted = await chat.post(to, message);
  if (posted.ok) {
    await ledger.posted(id, part, posted.at);
    return posted;
  }
  if (posted.reason === 'invalid' && message.blocks.length > 0) {
    log.error({ call: id, part, said: posted.message }, 'Slack refused the blocks of a message');
    return place(posting, part, thread, plainly(message));
  }
  return final(posted);
};

const direct = (reply: Reply): boolean => reply.channel.startsWith('D') && reply.responseUrl === null;

/**
 * Tells the asker alone. In a thread an ephemeral message comes first, since a response_url knows no thread; elsewhere
 * the response_url, which also reaches channels the bot is not in. `replace` puts it in the place of what the
 * response_url showed last. False when there is no way to the asker.
 */
export const tellAsker = async (posting: Posting, message: Message, replace: boolean): Promise<boolean> => {
  const { id, reply, world } = posting;
  const { channel, user, thread, responseUrl } = reply;
  const { chat, log } = world;
  stop(posting);
  const to = { channel, ...(thread !== null && { thread }) };
  if (direct(reply)) return (await place(posting, 'parent', thread, message)).ok;
  const whisper = (words: Message) => chat.whisper({ ...to, user }, words);
  const respond = (words: Message) =>
    responseUrl === null ? whisper(words) : chat.respond(responseUrl, words, { inChannel: false, replace });
  const ways = thread === null || replace ? [respond, whisper] : [whisper, respond];
  for (const way of ways) {
    let told = await way(message);
    if (!told.ok && told.reason === 'invalid') told = await way(plainly(message));
    if (told.ok) return true;
    log.info({ call: id, reason: final(told).reason, said: told.message }, 'One way to the asker is closed');
  }
  return false;
};

/** Shows a message to the whole channel through the response_url: the way into a channel the bot is not in. */
export const respondOpenly = async (posting: Posting, message: Message): Promise<boolean> => {
  const { responseUrl } = posting.reply;
  if (responseUrl === null) return false;
  stop(posting);
  const how = { inChannel: true, replace: false };
  const { chat } = posting.world;
  const said = await chat.respond(responseUrl, message, how);
  if (said.ok || said.reason !== 'invalid') return said.ok;
  return (await chat.respond(responseUrl, plainly(message), how)).ok;
};

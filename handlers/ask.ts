import type { Call, Reply } from '../src/calls.ts';
import { complaintMessage } from '../src/messages/complaint.ts';
import { failureMessage } from '../src/messages/failure.ts';
import { helpMessage } from '../src/messages/help.ts';
import { pasteView } from '../src/messages/paste-view.ts';
import type { Parsed } from './command.ts';
import { slackCommands } from './commands.ts';
import { callId, referenceOf } from './ids.ts';
import type { HandlerWorld, Reaction, Request } from './world.ts';

/** How long the memory of handled requests may take to answer before the request goes on without it, in milliseconds. */
const memoryPatience = 150;
/** Slack's last repetition of an event comes after about five minutes; an hour covers a long restart as well. */
const remembered = 3600;

const within = async <T>(work: Promise<T>, otherwise: T): Promise<T> => {
  const { promise, resolve } = Promise.withResolvers<T>();
  const timer = setTimeout(() => resolve(otherwise), memoryPatience);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
};

/** A window opens in answer to a slash command or a click alone. */
const windowless = {
  message: 'I can open the window only when you ask with the slash command.',
  suggestions: ['paste'],
};

const seenBefore = (world: HandlerWorld, id: string): Promise<boolean> =>
  within(
    world.store.read(`handled:${id}`).then(
      (value) => value !== null,
      () => false,
    ),
    false,
  );

/**
 * Hands a call to the queue. A repeated delivery of the same request is ignored. The request is remembered only after
 * the queue has it, so that a crash in between costs nothing but a second delivery, which the job's id makes one job.
 * Without the memory the request goes on: the queue and the delivery of the answer each look for repetitions too.
 */
export const handOver = async (call: Call, open: boolean, world: HandlerWorld): Promise<Reaction> => {
  const reference = referenceOf(call.id);
  if (await seenBefore(world, call.id)) return { type: 'ignored', why: `${reference} was delivered before` };
  const enqueued = await world.enqueue(call);
  if (!enqueued.ok) {
    world.log.warn({ reference, call: call.name, reason: enqueued.reason }, 'A request was not taken');
    const why = 'Your request could not be queued.';
    return { type: 'told', message: failureMessage({ reference, why, whatToDo: enqueued.message }) };
  }
  void world.store.put(`handled:${call.id}`, true, remembered).catch((error: unknown) => {
    world.log.warn({ reference, error: String(error) }, 'A request could not be remembered');
  });
  world.log.debug({ reference, call: call.name, channel: call.call.reply.channel }, 'A request was taken');
  return { type: 'taken', open, reference };
};

/**
 * Turns parsed words into a call and hands it over. Help and complaints are answered on the spot.
 * `direct` is a conversation with the bot alone: there an answer is always an ordinary message.
 */
export const ask = async (
  parsed: Parsed,
  request: Request,
  world: HandlerWorld,
  direct = false,
): Promise<Reaction> => {
  const { command } = world;
  if (parsed.type === 'complaint') return { type: 'told', message: complaintMessage({ ...parsed, command }) };
  if (parsed.type === 'help') {
    return { type: 'told', message: helpMessage(slackCommands, { command, topic: parsed.topic }) };
  }
  const settings = world.settings(request.channel);
  const open = direct || (!parsed.me && settings.answers === 'open');
  if (parsed.type === 'paste') {
    const { channel, responseUrl } = request;
    if (request.thread !== null || responseUrl === null)
      return { type: 'told', message: complaintMessage({ ...windowless, command }) };
    return { type: 'modal', view: pasteView(JSON.stringify({ channel, responseUrl, open })) };
  }
  const asker = { team: request.team, user: request.user };
  const reply: Reply = {
    mode: open ? 'open' : 'private',
    channel: request.channel,
    user: request.user,
    thread: request.thread,
    responseUrl: request.responseUrl,
  };
  const common = {
    id: callId(request.team, request.channel, request.key),
    askedAt: world.now().toISOString(),
  };
  if (parsed.type === 'problems') {
    const namespace = parsed.namespace ?? (parsed.all ? null : settings.namespace);
    const call = { namespace, cluster: parsed.cluster ?? settings.cluster, asker, reply };
    return handOver({ ...common, name: 'problems', call }, open, world);
  }
  const target = {
    ...parsed.target,
    namespace: parsed.target.namespace ?? settings.namespace,
    cluster: parsed.target.cluster ?? settings.cluster,
  };
  return handOver({ ...common, name: 'diagnose', call: { target, asker, reply } }, open, world);
};

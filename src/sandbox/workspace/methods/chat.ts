import { z } from 'zod';

import type { Inside } from '../inside.ts';
import { isObject } from '../json.ts';
import { sizes } from '../limits.ts';
import { presentMessage } from '../present.ts';
import { checkContent } from '../response-urls.ts';
import {
  addMessage,
  type Channel,
  editMessage,
  openDirectMessage,
  removeMessage,
  type StoredMessage,
} from '../state.ts';
import { anything, flag, text } from './arguments.ts';
import { method, refuse, refuseWith, type Method, type Reply } from './method.ts';

const content = { text, blocks: anything, attachments: anything };

/** Finds where a message is to go; a user's id names the direct message with them. */
function channelFor(inside: Inside, id: string): Channel | undefined {
  const isUser = inside.seed.users.some((user) => user.id === id);
  return isUser ? openDirectMessage(inside.state, inside.seed, id) : inside.state.channels.get(id);
}

function isMember({ seed }: Inside, channel: Channel): boolean {
  return channel.members.includes(seed.app.botUserId);
}

/** Whether a thread can be answered; null where it can. */
function complainAboutThread(inside: Inside, channel: Channel, thread: string): Reply | null {
  if (thread === '') return null;
  if (!/^\d+\.\d{6}$/.test(thread)) return refuse('invalid_thread_ts');
  const parent = inside.state.find(channel.id, thread);
  if (parent === undefined) return refuse('thread_not_found');
  return parent.thread === null && parent.visibleTo === null ? null : refuse('cannot_reply_to_message');
}

/** The app's own message, as chat.update and chat.delete need it. */
function ownMessage(
  inside: Inside,
  channel: string,
  ts: string,
  refusal: string,
): { message: StoredMessage } | { refused: Reply } {
  if (!inside.state.channels.has(channel)) return { refused: refuse('channel_not_found') };
  const message = inside.state.find(channel, ts);
  if (message === undefined || message.visibleTo !== null) return { refused: refuse('message_not_found') };
  return message.botId === inside.seed.app.botId ? { message } : { refused: refuse(refusal) };
}

const postMessage = method({
  args: z.object({
    channel: text,
    ...content,
    thread_ts: text,
    reply_broadcast: flag,
    metadata: anything,
  }),
  scope: 'chat:write',
  tier: 'special',
  answer(args, inside) {
    const channel = channelFor(inside, args.channel);
    if (channel === undefined) return refuse('channel_not_found');
    if (!isMember(inside, channel) && !inside.seed.scopes.includes('chat:write.public'))
      return refuse('not_in_channel');
    const checked = checkContent(args);
    if (!checked.ok) return refuseWith(checked.error, checked.messages);
    const thread = complainAboutThread(inside, channel, args.thread_ts);
    if (thread !== null) return thread;
    const { seed, state } = inside;
    const message = addMessage(state, {
      ...checked.content,
      text: checked.content.text.slice(0, sizes.message.text),
      channel: channel.id,
      user: seed.app.botUserId,
      botId: seed.app.botId,
      thread: args.thread_ts === '' ? null : args.thread_ts,
      broadcast: args.reply_broadcast && args.thread_ts !== '',
      metadata: isObject(args.metadata) ? args.metadata : null,
    });
    const presented = presentMessage(inside, message);
    if (channel.kind === 'im') {
      inside.emit('message.im', {
        ...presented,
        channel: channel.id,
        channel_type: 'im',
        event_ts: message.ts,
      });
    }
    const truncated = checked.content.text.length > sizes.message.text;
    return {
      ok: true,
      channel: channel.id,
      ts: message.ts,
      message: presented,
      ...(truncated && { response_metadata: { messages: ['[WARN] message_truncated'] } }),
    };
  },
});

const postEphemeral = method({
  args: z.object({ channel: text, user: text, ...content, thread_ts: text }),
  scope: 'chat:write',
  tier: 4,
  answer(args, inside) {
    const channel = inside.state.channels.get(args.channel);
    if (channel === undefined) return refuse('channel_not_found');
    if (!isMember(inside, channel)) return refuse('not_in_channel');
    if (!channel.members.includes(args.user)) return refuse('user_not_in_channel');
    const checked = checkContent(args);
    if (!checked.ok) return refuseWith(checked.error, checked.messages);
    const message = addMessage(inside.state, {
      ...checked.content,
      channel: channel.id,
      user: inside.seed.app.botUserId,
      botId: inside.seed.app.botId,
      thread: args.thread_ts === '' ? null : args.thread_ts,
      visibleTo: args.user,
    });
    return { ok: true, message_ts: message.ts };
  },
});

const update = method({
  args: z.object({ channel: text, ts: text, ...content, metadata: anything }),
  scope: 'chat:write',
  tier: 3,
  answer(args, inside) {
    const own = ownMessage(inside, args.channel, args.ts, 'cant_update_message');
    if ('refused' in own) return own.refused;
    if (args.text.length > sizes.message.textOnUpdate) return refuse('msg_too_long');
    const checked = checkContent(args);
    if (!checked.ok) return refuseWith(checked.error, checked.messages);
    // What is left out stays; an empty list removes (https://docs.slack.dev/reference/methods/chat.update).
    editMessage(inside.state, own.message, {
      text: checked.content.text,
      blocks: args.blocks === undefined ? own.message.blocks : checked.content.blocks,
      attachments: args.attachments === undefined ? own.message.attachments : checked.content.attachments,
      edited: true,
    });
    const presented = presentMessage(inside, own.message);
    if (inside.state.channels.get(args.channel)?.kind === 'im') {
      const ts = inside.state.nextTs();
      inside.emit('message.im', {
        type: 'message',
        subtype: 'message_changed',
        message: presented,
        channel: args.channel,
        channel_type: 'im',
        hidden: true,
        ts,
        event_ts: ts,
      });
    }
    return { ok: true, channel: args.channel, ts: args.ts, text: own.message.text, message: presented };
  },
});

const remove = method({
  args: z.object({ channel: text, ts: text }),
  scope: 'chat:write',
  tier: 3,
  answer(args, inside) {
    const own = ownMessage(inside, args.channel, args.ts, 'cant_delete_message');
    if ('refused' in own) return own.refused;
    removeMessage(inside.state, own.message);
    return { ok: true, channel: args.channel, ts: args.ts };
  },
});

const getPermalink = method({
  args: z.object({ channel: text, message_ts: text }),
  tier: 'special',
  answer(args, inside) {
    if (!inside.state.channels.has(args.channel)) return refuse('channel_not_found');
    const message = inside.state.find(args.channel, args.message_ts);
    if (message === undefined) return refuse('message_not_found');
    const thread = message.thread === null ? '' : `?thread_ts=${message.thread}&cid=${args.channel}`;
    const permalink = `${inside.origin()}/archives/${args.channel}/p${args.message_ts.replace('.', '')}${thread}`;
    return { ok: true, channel: args.channel, permalink };
  },
});

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
};

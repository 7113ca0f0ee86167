import { z } from 'zod';

import type { Inside } from '../inside.ts';
import { textOf, type JsonObject } from '../json.ts';
import { presentChannel, presentMessage, repliesOf } from '../present.ts';
import { openDirectMessage, type StoredMessage } from '../state.ts';
import { flag, limit, text } from './arguments.ts';
import { method, refuse, type Method, type Reply } from './method.ts';

/** The scope that reads this kind of conversation: `im:history`, `channels:read` and so on. */
const scopeFor =
  (right: 'history' | 'read') =>
  (args: JsonObject, { state }: Inside): string =>
    `${state.channels.get(textOf(args['channel']))?.kind === 'im' ? 'im' : 'channels'}:${right}`;

function page(messages: StoredMessage[], inside: Inside, count: number): Reply {
  return {
    ok: true,
    messages: messages.slice(0, count).map((message) => presentMessage(inside, message)),
    has_more: messages.length > count,
  };
}

export const conversationMethods: Record<string, Method> = {
  'conversations.open': method({
    args: z.object({ users: text, channel: text }),
    scope: 'im:write',
    tier: 3,
    answer(args, { seed, state }) {
      const user = seed.users.find(({ id }) => id === args.users);
      const channel =
        user === undefined ? state.channels.get(args.channel) : openDirectMessage(state, seed, user.id);
      return channel === undefined
        ? refuse(args.users === '' ? 'channel_not_found' : 'user_not_found')
        : { ok: true, channel: { id: channel.id } };
    },
  }),
  'conversations.info': method({
    args: z.object({ channel: text }),
    scope: scopeFor('read'),
    tier: 3,
    answer(args, inside) {
      const channel = inside.state.channels.get(args.channel);
      return channel === undefined
        ? refuse('channel_not_found')
        : { ok: true, channel: presentChannel(inside, channel) };
    },
  }),
  'conversations.list': method({
    args: z.object({ types: text, exclude_archived: flag, limit }),
    scope: (args) => (textOf(args['types']) === 'im' ? 'im:read' : 'channels:read'),
    tier: 2,
    answer(args, inside) {
      const types = args.types === '' ? ['public_channel'] : args.types.split(',').map((type) => type.trim());
      const channels = [...inside.state.channels.values()]
        .filter(({ kind }) => types.includes(kind === 'im' ? 'im' : 'public_channel'))
        .slice(0, args.limit)
        .map((channel) => presentChannel(inside, channel));
      return { ok: true, channels, response_metadata: { next_cursor: '' } };
    },
  }),
  'conversations.members': method({
    args: z.object({ channel: text, limit }),
    scope: scopeFor('read'),
    tier: 4,
    answer(args, { state }) {
      const channel = state.channels.get(args.channel);
      if (channel === undefined) return refuse('channel_not_found');
      return {
        ok: true,
        members: channel.members.slice(0, args.limit),
        response_metadata: { next_cursor: '' },
      };
    },
  }),
  'conversations.history': method({
    args: z.object({ channel: text, latest: text, oldest: text, inclusive: flag, limit }),
    scope: scopeFor('history'),
    tier: 3,
    answer(args, inside) {
      const { seed, state } = inside;
      const channel = state.channels.get(args.channel);
      if (channel === undefined) return refuse('channel_not_found');
      if (!channel.members.includes(seed.app.botUserId)) return refuse('not_in_channel');
      const within = (ts: string): boolean =>
        (args.oldest === '' || ts > args.oldest || (args.inclusive && ts === args.oldest)) &&
        (args.latest === '' || ts < args.latest || (args.inclusive && ts === args.latest));
      const messages = state.messages
        .filter(
          (message) => message.channel === channel.id && message.visibleTo === null && within(message.ts),
        )
        .filter((message) => message.thread === null || message.broadcast)
        .toReversed();
      return page(messages, inside, args.limit);
    },
  }),
  'conversations.replies': method({
    args: z.object({ channel: text, ts: text, limit }),
    scope: scopeFor('history'),
    tier: 3,
    answer(args, inside) {
      if (!inside.state.channels.has(args.channel)) return refuse('channel_not_found');
      const parent = inside.state.find(args.channel, args.ts);
      if (parent === undefined || parent.visibleTo !== null) return refuse('thread_not_found');
      return page([parent, ...repliesOf(inside, parent)], inside, args.limit);
    },
  }),
};

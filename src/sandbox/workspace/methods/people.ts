import { z } from 'zod';

import { presentUsers } from '../present.ts';
import { limit, text } from './arguments.ts';
import { method, refuse, type Method } from './method.ts';

const reaction = z.object({ channel: text, timestamp: text, name: text });

export const peopleMethods: Record<string, Method> = {
  'auth.test': method({
    args: z.object({}),
    tier: 'special',
    answer: (_args, { origin, seed }) => ({
      ok: true,
      url: `${origin()}/`,
      team: seed.team.name,
      team_id: seed.team.id,
      user: seed.app.name,
      user_id: seed.app.botUserId,
      bot_id: seed.app.botId,
      is_enterprise_install: false,
    }),
  }),
  'apps.connections.open': method({
    args: z.object({}),
    token: 'app',
    tier: 3,
    answer: (_args, { socketUrl }) => ({ ok: true, url: socketUrl() }),
  }),
  'users.info': method({
    args: z.object({ user: text }),
    scope: 'users:read',
    tier: 4,
    answer(args, inside) {
      const user = presentUsers(inside).find(({ id }) => id === args.user);
      return user === undefined ? refuse('user_not_found') : { ok: true, user };
    },
  }),
  'users.list': method({
    args: z.object({ limit }),
    scope: 'users:read',
    tier: 2,
    answer: (args, inside) => ({
      ok: true,
      members: presentUsers(inside).slice(0, args.limit),
      cache_ts: Math.floor(inside.now() / 1_000),
      response_metadata: { next_cursor: '' },
    }),
  }),
  'usergroups.list': method({
    args: z.object({}),
    scope: 'usergroups:read',
    tier: 2,
    answer: () => ({ ok: true, usergroups: [] }),
  }),
  'reactions.add': method({
    args: reaction,
    scope: 'reactions:write',
    tier: 3,
    answer(args, { seed, state }) {
      if (!state.channels.has(args.channel)) return refuse('channel_not_found');
      const message = state.find(args.channel, args.timestamp);
      if (message === undefined || message.visibleTo !== null) return refuse('message_not_found');
      if (!/^[\w+-]+$/.test(args.name)) return refuse('invalid_name');
      const known = message.reactions.find(({ name }) => name === args.name);
      if (known?.users.includes(seed.app.botUserId) === true) return refuse('already_reacted');
      if (known === undefined) message.reactions.push({ name: args.name, users: [seed.app.botUserId] });
      else known.users.push(seed.app.botUserId);
      state.changed({ type: 'message', message });
      return { ok: true };
    },
  }),
  'reactions.remove': method({
    args: reaction,
    scope: 'reactions:write',
    tier: 2,
    answer(args, { seed, state }) {
      const message = state.find(args.channel, args.timestamp);
      if (message === undefined) return refuse('message_not_found');
      const known = message.reactions.find(({ name }) => name === args.name);
      if (known?.users.includes(seed.app.botUserId) !== true) return refuse('no_reaction');
      known.users = known.users.filter((user) => user !== seed.app.botUserId);
      message.reactions = message.reactions.filter(({ users }) => users.length > 0);
      state.changed({ type: 'message', message });
      return { ok: true };
    },
  }),
};

import type { Inside } from './inside.ts';
import type { JsonObject } from './json.ts';
import type { Channel, StoredMessage } from './state.ts';

/** How Slack writes its objects: https://docs.slack.dev/reference/objects */

/** The replies of a message that everyone sees. */
export function repliesOf({ state }: Pick<Inside, 'state'>, message: StoredMessage): StoredMessage[] {
  return state.messages.filter(
    ({ channel, thread, visibleTo }) =>
      channel === message.channel && thread === message.ts && visibleTo === null,
  );
}

export function presentMessage(inside: Inside, message: StoredMessage): JsonObject {
  const { seed } = inside;
  const replies = message.thread === null ? repliesOf(inside, message) : [];
  const last = replies.at(-1);
  return {
    type: 'message',
    user: message.user,
    text: message.text,
    ts: message.ts,
    team: seed.team.id,
    ...(message.botId !== null && {
      bot_id: message.botId,
      app_id: seed.app.id,
      bot_profile: { id: message.botId, app_id: seed.app.id, name: seed.app.name, team_id: seed.team.id },
    }),
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(message.attachments.length > 0 && { attachments: message.attachments }),
    ...(message.edited !== null && { edited: { user: message.user, ts: message.edited } }),
    ...(message.metadata !== null && { metadata: message.metadata }),
    ...(message.reactions.length > 0 && {
      reactions: message.reactions.map(({ name, users }) => ({ name, users, count: users.length })),
    }),
    ...(message.thread !== null && { thread_ts: message.thread }),
    ...(message.broadcast && { subtype: 'thread_broadcast' }),
    ...(last !== undefined && {
      thread_ts: message.ts,
      reply_count: replies.length,
      reply_users: [...new Set(replies.map(({ user }) => user))],
      latest_reply: last.ts,
    }),
  };
}

export function presentChannel({ seed }: Inside, channel: Channel): JsonObject {
  const isIm = channel.kind === 'im';
  return {
    id: channel.id,
    created: 1_700_000_000,
    is_im: isIm,
    is_channel: !isIm,
    is_group: false,
    is_mpim: false,
    is_private: isIm,
    is_archived: false,
    ...(isIm
      ? { user: channel.members.find((member) => member !== seed.app.botUserId) }
      : {
          name: channel.name,
          name_normalized: channel.name,
          is_general: false,
          is_member: channel.members.includes(seed.app.botUserId),
          num_members: channel.members.length,
          topic: { value: channel.topic, creator: '', last_set: 0 },
          purpose: { value: '', creator: '', last_set: 0 },
        }),
  };
}

/** Every user of the workspace, the bot among them. */
export function presentUsers({ seed }: Inside): JsonObject[] {
  const people = seed.users.map(({ id, name, realName }) => ({ id, name, realName, isBot: false }));
  const bot = { id: seed.app.botUserId, name: seed.app.name, realName: seed.app.name, isBot: true };
  return [...people, bot].map(({ id, name, realName, isBot }) => ({
    id,
    team_id: seed.team.id,
    name,
    deleted: false,
    real_name: realName,
    tz: 'Etc/UTC',
    tz_label: 'Coordinated Universal Time',
    tz_offset: 0,
    profile: {
      real_name: realName,
      display_name: name,
      team: seed.team.id,
      ...(isBot && { bot_id: seed.app.botId }),
    },
    is_admin: false,
    is_owner: false,
    is_bot: isBot,
    is_app_user: false,
    updated: 1_700_000_000,
  }));
}

import type { Inside } from '../inside.ts';
import { presentMessage } from '../present.ts';
import type { SeedUser } from '../seed.ts';
import { addMessage, type Channel, type StoredMessage } from '../state.ts';
import { storeHumanText } from '../text.ts';
import { whisper } from './commands.ts';

/**
 * Posts what a person typed and tells the app, where it may know: of a mention in a channel it is in, of its direct messages.
 * Sources: https://docs.slack.dev/reference/events/app_mention, https://docs.slack.dev/reference/events/message.im
 * @param typed raw, unescaped; `@kubewhy` becomes a mention
 * @param thread the `ts` of the parent, or null
 */
export function postAsPerson(
  inside: Inside,
  channel: Channel,
  user: SeedUser,
  typed: string,
  thread: string | null,
): StoredMessage {
  const { seed, state } = inside;
  const text = storeHumanText(typed, seed, state);
  const message = addMessage(state, { channel: channel.id, user: user.id, text, thread });
  const event = { ...presentMessage(inside, message), channel: channel.id, event_ts: message.ts };
  if (channel.kind === 'im') {
    inside.emit('message.im', { ...event, channel_type: 'im' });
    return message;
  }
  if (!text.includes(`<@${seed.app.botUserId}>`)) return message;
  if (channel.members.includes(seed.app.botUserId))
    inside.emit('app_mention', { ...event, type: 'app_mention' });
  else {
    const invite = `You mentioned @${seed.app.name}, but they are not in this channel. Type /invite @${seed.app.name} to add them.`;
    whisper(inside, channel, user, invite);
  }
  return message;
}

/** Opens the app's Home or its Messages tab, and tells the app. */
export function openHome(inside: Inside, user: SeedUser, channel: Channel, tab: 'home' | 'messages'): void {
  const view = inside.state.homes.get(user.id);
  inside.emit('app_home_opened', {
    type: 'app_home_opened',
    user: user.id,
    channel: channel.id,
    event_ts: inside.state.nextTs(),
    tab,
    ...(tab === 'home' && view !== undefined && { view }),
  });
}

import type { Delivered } from '../delivery.ts';
import type { Inside } from '../inside.ts';
import { isObject, type JsonObject } from '../json.ts';
import { checkContent, postResponse } from '../response-urls.ts';
import { SLACKBOT, type SeedUser } from '../seed.ts';
import { addMessage, type Channel } from '../state.ts';
import { escapeText } from '../text.ts';

/** What became of a command: the app's acknowledgement, or why there was none. `unknown`: no such command here. */
export type CommandOutcome = Delivered | { outcome: 'unknown' };

/** A sentence of Slack's own that only its reader sees. */
export function whisper(inside: Inside, channel: Channel, user: SeedUser, text: string): void {
  addMessage(inside.state, {
    channel: channel.id,
    user: SLACKBOT,
    text: escapeText(text),
    visibleTo: user.id,
  });
}

/**
 * Sends what a person typed after `/` to the app, and shows what the acknowledgement carries.
 * Source: https://docs.slack.dev/interactivity/implementing-slash-commands
 */
export async function sendCommand(
  inside: Inside,
  channel: Channel,
  user: SeedUser,
  typed: string,
): Promise<CommandOutcome> {
  const { seed, state } = inside;
  const [command = '', ...words] = typed.trim().split(/\s+/);
  const text = typed.trim().slice(command.length).trim();
  if (command === '/invite' && words[0]?.replace('@', '') === seed.app.name) {
    inviteBot(inside, channel, user);
    return { outcome: 'acked', ms: 0, payload: null };
  }
  if (!seed.commands.some((known) => known.command === command)) {
    whisper(
      inside,
      channel,
      user,
      `${command} is not a valid command. Try ${seed.commands[0]?.command ?? '/invite'}.`,
    );
    return { outcome: 'unknown' };
  }
  const delivered = await inside.deliver({
    type: 'slash_commands',
    payload: {
      token: 'sandbox',
      team_id: seed.team.id,
      team_domain: seed.team.domain,
      channel_id: channel.id,
      channel_name: channel.kind === 'im' ? 'directmessage' : channel.name,
      user_id: user.id,
      user_name: user.name,
      command,
      text: escapeText(text),
      api_app_id: seed.app.id,
      is_enterprise_install: 'false',
      response_url: inside.responseUrls.create({ channel: channel.id, user: user.id, source: null }),
      trigger_id: inside.triggers.create(user.id),
    },
  });
  state.changed({
    type: 'log',
    entry: {
      at: inside.now(),
      what: typed,
      ok: delivered.outcome === 'acked',
      detail: { channel: channel.id, user: user.id, ...delivered },
    },
  });
  if (delivered.outcome !== 'acked') {
    whisper(inside, channel, user, `${command} failed with the error "${delivered.outcome}"`);
    return delivered;
  }
  showAck(inside, channel, user, typed, delivered.payload);
  return delivered;
}

/** An acknowledgement may answer by itself; `in_channel` shows the command to everyone as well. */
function showAck(inside: Inside, channel: Channel, user: SeedUser, typed: string, payload: unknown): void {
  const answer: JsonObject = isObject(payload) ? payload : { text: payload };
  if (answer['response_type'] === 'in_channel') {
    addMessage(inside.state, { channel: channel.id, user: user.id, text: escapeText(typed.trim()) });
  }
  const checked = checkContent(answer);
  if (checked.ok) postResponse(inside, { channel: channel.id, user: user.id }, answer);
  else if (checked.error !== 'no_text') {
    whisper(
      inside,
      channel,
      user,
      `${typed.trim().split(/\s/)[0] ?? ''} failed with the error "${checked.error}"`,
    );
  }
}

function inviteBot(inside: Inside, channel: Channel, user: SeedUser): void {
  const { seed, state } = inside;
  if (channel.members.includes(seed.app.botUserId)) {
    whisper(inside, channel, user, `${seed.app.name} is already in this channel.`);
    return;
  }
  channel.members.push(seed.app.botUserId);
  state.changed({ type: 'channel', channel });
  whisper(inside, channel, user, `${seed.app.name} was added to #${channel.name}.`);
}

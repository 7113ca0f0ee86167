import { randomBytes } from 'node:crypto';

import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Logger } from 'pino';

import type { Reaction } from '../../handlers/world.ts';
import type { Chat, Message } from '../ports.ts';
import type { SlackHandlers } from './handlers.ts';
import type { Identity } from './identity.ts';
import { clickPayload, commandPayload, homePayload, sentViewPayload, spokenPayload } from './payloads.ts';

type Wiring = { app: App; handlers: SlackHandlers; chat: Chat; identity: Identity; log: Logger };

/** Runs a handler; what it throws is logged with a reference, and the asker is told that reference. */
const attempt = async (wiring: Wiring, what: string, work: () => Promise<Reaction>): Promise<Reaction> => {
  try {
    const reaction = await work();
    if (reaction.type === 'ignored') wiring.log.debug({ what, why: reaction.why }, 'A request was ignored');
    return reaction;
  } catch (error) {
    const reference = randomBytes(4).toString('hex');
    wiring.log.error({ err: error, reference, what }, 'Handling a request failed');
    return { type: 'told', message: wiring.handlers.failed(reference) };
  }
};

/** Tells one person something where they are; a direct message is an ordinary message there. */
const tell = async (
  { chat, log }: Wiring,
  to: { channel: string; user: string; thread: string | null; responseUrl: string | null },
  message: Message,
): Promise<void> => {
  const { channel, user, thread, responseUrl } = to;
  const place = { channel, ...(thread !== null && { thread }) };
  const direct = channel.startsWith('D') && responseUrl === null;
  const told = direct ? await chat.post(place, message) : await chat.whisper({ ...place, user }, message);
  if (told.ok) return;
  const again =
    responseUrl === null
      ? told
      : await chat.respond(responseUrl, message, { inChannel: false, replace: false });
  if (!again.ok)
    log.warn({ channel, reason: again.reason, said: again.message }, 'An asker could not be told');
};

/** Opens a window before somebody. Slack takes a trigger for three seconds: where that was too short, they are told. */
const openWindow = async (
  wiring: Wiring,
  trigger: string,
  view: ModalView,
  to: Parameters<typeof tell>[1],
): Promise<void> => {
  const opened = await wiring.chat.openModal(trigger, view);
  if (opened.ok) return;
  const reference = randomBytes(4).toString('hex');
  wiring.log.warn({ reference, said: opened.message }, 'A window could not be opened');
  await tell(wiring, to, wiring.handlers.failed(reference));
};

/** Slash commands. The acknowledgement is the reply: it comes after the queue has the call, within about a second. */
const listenToCommands = (wiring: Wiring): void => {
  const { app, handlers } = wiring;
  app.command(/.*/, async ({ ack, payload }) => {
    const read = commandPayload.safeParse(payload);
    const reaction = await attempt(wiring, 'command', async () => {
      const body = commandPayload.parse(payload);
      if (body.command !== handlers.command) return { type: 'told', message: handlers.unknown(body.command) };
      return handlers.slash({
        team: body.team_id,
        channel: body.channel_id,
        user: body.user_id,
        responseUrl: body.response_url,
        key: `trigger:${body.trigger_id}`,
        text: body.text,
      });
    });
    if (!read.success) wiring.log.warn({ why: read.error.message }, 'A command could not be read');
    if (reaction.type === 'modal') {
      await ack();
      await openWindow(wiring, payload.trigger_id, reaction.view, {
        channel: payload.channel_id,
        user: payload.user_id,
        thread: null,
        responseUrl: payload.response_url,
      });
    } else if (reaction.type === 'told') await ack({ response_type: 'ephemeral', ...reaction.message });
    else if (reaction.type === 'taken' && reaction.open) await ack({ response_type: 'in_channel' });
    else await ack();
  });
};

const listenToClicks = (wiring: Wiring): void => {
  const { app, handlers } = wiring;
  app.action(/.*/, async ({ ack, body }) => {
    await ack();
    const read = clickPayload.safeParse(body);
    if (!read.success) {
      wiring.log.warn({ why: read.error.message }, 'A click could not be read');
      return;
    }
    const { user, team, container, message, response_url: responseUrl, actions } = read.data;
    const [action] = actions;
    const channel = read.data.channel?.id ?? container?.channel_id;
    // A button that opens an address tells of the click as well, and wants nothing.
    if (action === undefined || action.url !== null || channel == null) return;
    const thread = message?.thread_ts ?? container?.thread_ts ?? null;
    const handle = handlers.action(action.action_id);
    const reaction = await attempt(wiring, `button ${action.action_id}`, async () => {
      if (handle === undefined) return { type: 'told', message: handlers.unknown('this button') };
      return handle({
        team: team?.id ?? wiring.identity.team,
        channel,
        user: user.id,
        message: container?.message_ts ?? message?.ts ?? '',
        thread,
        ephemeral: container?.is_ephemeral ?? false,
        responseUrl,
        at: action.action_ts,
        value: action.value,
      });
    });
    if (reaction.type === 'told')
      await tell(wiring, { channel, user: user.id, thread, responseUrl }, reaction.message);
  });
};

/** Windows that were sent. What is wrong in a field is said at the field; anything else closes the window. */
const listenToWindows = (wiring: Wiring): void => {
  wiring.app.view(/.*/, async ({ ack, body }) => {
    const read = sentViewPayload.safeParse(body);
    if (!read.success) {
      wiring.log.warn({ why: read.error.message }, 'A window could not be read');
      await ack();
      return;
    }
    const { user, team, view } = read.data;
    const fields = Object.entries(view.state.values).map(([block, values]): [string, string] => [
      block,
      Object.values(values)[0]?.value ?? '',
    ]);
    const handle = wiring.handlers.modal(view.callback_id);
    const sent: { wrong: Record<string, string> | null } = { wrong: null };
    const reaction = await attempt(wiring, `window ${view.callback_id}`, async () => {
      if (handle === undefined) return { type: 'told', message: wiring.handlers.unknown('this window') };
      const reacted = await handle({
        team: team?.id ?? wiring.identity.team,
        user: user.id,
        view: view.id,
        metadata: view.private_metadata,
        fields: Object.fromEntries(fields),
      });
      if (reacted.type !== 'wrong') return reacted;
      sent.wrong = reacted.fields;
      return { type: 'ignored', why: 'fields are to be corrected' };
    });
    const [first] = fields;
    if (sent.wrong !== null) await ack({ response_action: 'errors', errors: sent.wrong });
    else if (reaction.type === 'told' && first !== undefined)
      await ack({ response_action: 'errors', errors: { [first[0]]: reaction.message.text.slice(0, 150) } });
    else await ack();
  });
};

const listenToEvents = (wiring: Wiring): void => {
  const { app, handlers, identity, chat } = wiring;
  const spoken = async (body: unknown, direct: boolean): Promise<void> => {
    const read = spokenPayload.safeParse(body);
    if (!read.success) {
      wiring.log.warn({ why: read.error.message }, 'An event could not be read');
      return;
    }
    const { event, team_id: team, event_id: eventId } = read.data;
    // A direct message that names the bot arrives as `message.im` as well.
    if ((event.channel_type === 'im' || event.channel.startsWith('D')) !== direct) return;
    const { channel, user, text, ts } = event;
    const common = { team, channel, user, text, ts, eventId, self: identity.userId };
    const input = { ...common, botId: event.bot_id, subtype: event.subtype, thread: event.thread_ts };
    const reaction = await attempt(wiring, direct ? 'direct message' : 'mention', () =>
      direct ? handlers.directMessage(input) : handlers.mention(input),
    );
    if (reaction.type !== 'told' || user === null) return;
    await tell(wiring, { channel, user, thread: event.thread_ts, responseUrl: null }, reaction.message);
  };
  app.event('app_mention', ({ body }) => spoken(body, false));
  app.event('message', ({ body }) => spoken(body, true));
  app.event('app_home_opened', async ({ body }) => {
    const { event } = homePayload.parse(body);
    const reaction = await attempt(wiring, 'app home', () => handlers.appHome(event));
    if (reaction.type === 'home') await chat.publishHome(reaction.user, reaction.view);
  });
};

/** Joins everything Slack can send to the handlers. Each kind has one listener, so nothing is acknowledged twice. */
export const listen = (wiring: Wiring): void => {
  listenToCommands(wiring);
  listenToClicks(wiring);
  listenToWindows(wiring);
  listenToEvents(wiring);
};

import { ask } from '../ask.ts';
import { parseCommand } from '../parse.ts';
import type { HandlerWorld, Reaction } from '../world.ts';

/** A message that names the bot, or one written to it directly, as the Events API tells it. Times are Slack's `ts`. */
export type SpokenInput = {
  team: string;
  channel: string;
  user: string | null;
  botId: string | null;
  subtype: string | null;
  text: string;
  ts: string;
  thread: string | null;
  eventId: string;
  /** The bot's own user id. */
  self: string;
};

/** The words meant for the bot: those after its mention, or those before it where nothing follows. One line of them. */
export const spokenTo = (text: string, self: string): string => {
  const [before = '', ...rest] = text.split(new RegExp(`<@${self}(?:\\|[^>]*)?>`));
  const after = rest.join(' ').replace(/^[\s:,–—-]+(?=\s|\w)/, '');
  const words = after.trim() === '' ? before : after;
  return words.replaceAll(/^[ \t]*```|```[ \t]*$/g, '').trim();
};

/** Other bots, and edits, joins and the like, ask nothing. */
export const asksNothing = (input: SpokenInput): boolean =>
  input.user === null || input.user === input.self || input.botId !== null || input.subtype !== null;

/** Handles `@kubewhy why …`: the answer stands in the thread of the mention, or opens one under it. */
export const handleMention = (input: SpokenInput, world: HandlerWorld): Promise<Reaction> => {
  if (asksNothing(input) || input.user === null) {
    return Promise.resolve({ type: 'ignored', why: 'not written by a person' });
  }
  const request = {
    team: input.team,
    channel: input.channel,
    user: input.user,
    thread: input.thread ?? input.ts,
    responseUrl: null,
    key: `message:${input.ts}`,
  };
  return ask(parseCommand(spokenTo(input.text, input.self)), request, world);
};

import { ask } from '../ask.ts';
import { parseCommand } from '../parse.ts';
import type { HandlerWorld, Reaction } from '../world.ts';
import { asksNothing, spokenTo, type SpokenInput } from './mention.ts';

/** Handles a message written to the bot alone. The slash command may stand in front, as people do. */
export const handleDirectMessage = (input: SpokenInput, world: HandlerWorld): Promise<Reaction> => {
  if (asksNothing(input) || input.user === null) {
    return Promise.resolve({ type: 'ignored', why: 'not written by a person' });
  }
  const said = spokenTo(input.text, input.self);
  const words = said.startsWith(`${world.command} `) ? said.slice(world.command.length) : said;
  const request = {
    team: input.team,
    channel: input.channel,
    user: input.user,
    thread: input.thread,
    responseUrl: null,
    key: `message:${input.ts}`,
  };
  return ask(parseCommand(words), request, world, true);
};

import { ask } from './ask.ts';
import { parseCommand } from './parse.ts';
import type { HandlerWorld, Reaction, Request } from './world.ts';

/** A slash command: `text` is what stands after it. Slash commands do not work in threads, so there is none. */
export type SlashInput = Omit<Request, 'thread'> & { text: string };

/** Handles `/k8s …`. What comes out is the acknowledgement: within 300 ms, or 1 s while Redis is away. */
export const handleCommand = (input: SlashInput, world: HandlerWorld): Promise<Reaction> =>
  ask(parseCommand(input.text), { ...input, thread: null }, world);

import type { HandlerWorld, Reaction } from './world.ts';

/** A click on a button, as `block_actions` tells it. The clicker need not be who asked first. */
export type ActionInput = {
  team: string;
  channel: string;
  user: string;
  /** The message that holds the button. */
  message: string;
  /** The thread that message stands in, if any. */
  thread: string | null;
  /** Only the clicker sees that message. */
  ephemeral: boolean;
  responseUrl: string | null;
  /** Time of the click. */
  at: string;
  value: string;
};

/** One button, known by its action id. Several buttons of one message add a suffix: `why:2` is `why`. */
export type Action = {
  id: string;
  handle: (input: ActionInput, world: HandlerWorld) => Promise<Reaction>;
};

/** Clicks of one person on one button within ten seconds are one click: nobody means to ask twice. */
export const clickKey = (id: string, input: ActionInput): string =>
  ['click', id, input.message, input.user, input.value, Math.floor(Number(input.at) / 10) || 0].join(' ');

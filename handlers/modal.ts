import type { HandlerWorld, Reaction } from './world.ts';

/** A modal that was sent: what stands in its fields by their block, and what was put in when it was opened. */
export type ModalInput = {
  team: string;
  user: string;
  /** Slack's id of the view: the same for every delivery of one sending. */
  view: string;
  metadata: string;
  fields: Readonly<Record<string, string>>;
};

/** `wrong`: the modal stays open and shows a sentence at each of these fields. */
export type ModalReaction = Reaction | { type: 'wrong'; fields: Record<string, string> };

/** One modal, known by its callback id. */
export type Modal = {
  id: string;
  handle: (input: ModalInput, world: HandlerWorld) => Promise<ModalReaction>;
};

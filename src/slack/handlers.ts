import type { Action, ActionInput } from '../../handlers/action.ts';
import type { AppHomeInput } from '../../handlers/events/app-home.ts';
import type { SpokenInput } from '../../handlers/events/mention.ts';
import type { Modal, ModalInput } from '../../handlers/modal.ts';
import type { SlashInput } from '../../handlers/slash.ts';
import type { Reaction } from '../../handlers/world.ts';
import type { Message } from '../ports.ts';

/** What the wiring calls for each thing that Slack sends; the world is bound already. */
export type SlackHandlers = {
  /** The slash command with its slash. */
  command: string;
  slash: (input: SlashInput) => Promise<Reaction>;
  mention: (input: SpokenInput) => Promise<Reaction>;
  directMessage: (input: SpokenInput) => Promise<Reaction>;
  appHome: (input: AppHomeInput) => Promise<Reaction>;
  action: (id: string) => ((input: ActionInput) => ReturnType<Action['handle']>) | undefined;
  modal: (id: string) => ((input: ModalInput) => ReturnType<Modal['handle']>) | undefined;
  /** What is said to a command or a button that is not known. */
  unknown: (what: string) => Message;
  /** What is said when handling a request failed; the reference is also in the log. */
  failed: (reference: string) => Message;
};

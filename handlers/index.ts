import type { Action } from './action.ts';
import { share } from './actions/share.ts';
import { why } from './actions/why.ts';
import { handleAppHome } from './events/app-home.ts';
import { handleDirectMessage } from './events/direct-message.ts';
import { handleMention } from './events/mention.ts';
import type { Modal } from './modal.ts';
import { paste } from './modals/paste.ts';

/** Every button the bot understands: one for each file of handlers/actions. */
export const actions: readonly Action[] = [why, share];

/** Every modal that can be sent: one for each file of handlers/modals. */
export const modals: readonly Modal[] = [paste];

/** The button an action id belongs to. A message with several buttons of one kind numbers them: `why:2`. */
export const actionById = (id: string): Action | undefined =>
  actions.find((action) => id === action.id || id.startsWith(`${action.id}:`));

/** Every event of the Events API the bot listens to, by the name the manifest subscribes to: one for each file of handlers/events. */
export const events = {
  app_mention: handleMention,
  'message.im': handleDirectMessage,
  app_home_opened: handleAppHome,
} as const;

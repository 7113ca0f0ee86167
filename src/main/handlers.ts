import { slackCommands } from '../../handlers/commands.ts';
import { actionById, events, modals } from '../../handlers/index.ts';
import { handleCommand } from '../../handlers/slash.ts';
import type { HandlerWorld } from '../../handlers/world.ts';
import { complaintMessage } from '../messages/complaint.ts';
import { failureMessage } from '../messages/failure.ts';
import type { SlackHandlers } from '../slack/handlers.ts';

/** Gives the handlers their world: what comes out is what the wiring to Slack calls. */
export const bindHandlers = (world: HandlerWorld): SlackHandlers => ({
  command: world.command,
  slash: (input) => handleCommand(input, world),
  mention: (input) => events.app_mention(input, world),
  directMessage: (input) => events['message.im'](input, world),
  appHome: (input) => events.app_home_opened(input, world),
  action: (id) => {
    const action = actionById(id);
    return action === undefined ? undefined : (input) => action.handle(input, world);
  },
  modal: (id) => {
    const modal = modals.find((one) => one.id === id);
    return modal === undefined ? undefined : (input) => modal.handle(input, world);
  },
  unknown: (what) =>
    complaintMessage({
      message: `I do not know ${what}.`,
      suggestions: slackCommands.map(({ name }) => name),
      command: world.command,
    }),
  failed: (reference) =>
    failureMessage({
      reference,
      why: 'something went wrong in the bot itself.',
      whatToDo:
        'Try again; if it fails once more, give the reference to whoever runs the bot: the log has the reason.',
    }),
});

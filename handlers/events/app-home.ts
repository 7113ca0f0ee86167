import { homeView } from '../../src/messages/home.ts';
import { slackCommands } from '../commands.ts';
import type { HandlerWorld, Reaction } from '../world.ts';

/** Someone opened the bot's page; `tab` is `home` or `messages`. */
export type AppHomeInput = { user: string; tab: string };

/** Handles `app_home_opened`: the Home tab shows what can be asked. */
export const handleAppHome = (input: AppHomeInput, world: HandlerWorld): Promise<Reaction> =>
  Promise.resolve(
    input.tab === 'home'
      ? {
          type: 'home',
          user: input.user,
          view: homeView({ command: world.command, clusters: world.clusters(), commands: slackCommands }),
        }
      : { type: 'ignored', why: 'only the Home tab has a view' },
  );

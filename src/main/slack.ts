import type { RequestListener } from 'node:http';

import type { Logger } from 'pino';

import type { SlackSettings } from '../config/environment.ts';
import type { Slack } from '../slack/connect.ts';
import { StartRefused } from './stop-start.ts';

/** The workspace the bot is in. */
export type SlackSide = {
  slack: Slack;
  /** The sandbox's page, or null in a real workspace. */
  page: string | null;
  way: 'socket' | 'http';
  close(): Promise<void>;
};

type Options = {
  settings: SlackSettings;
  apiUrl: string | null;
  port: number | null;
  command: string;
  health: RequestListener;
};

/** Slack's requests come here unless PORT says otherwise; it is what Slack's own examples use. */
const usualPort = 3000;

const openSandbox = async (command: string, log: Logger): Promise<SlackSide> => {
  const [{ startWorkspace }, { defaultSeed }, { connectSlack }] = await Promise.all([
    import('../sandbox/workspace/server.ts'),
    import('../sandbox/workspace/seed.ts'),
    import('../slack/connect.ts'),
  ]);
  const commands = defaultSeed.commands.map((each) => ({ ...each, command }));
  const workspace = await startWorkspace({ seed: { commands } });
  const { botToken, appToken, apiUrl } = workspace;
  const slack = await connectSlack({ botToken, apiUrl, way: { type: 'socket', appToken }, log });
  return { slack, page: workspace.pageUrl, way: 'socket', close: () => workspace.close() };
};

/** Meets Slack as the environment says, or opens the sandbox workspace. Throws `StartRefused` with what Slack said. */
export const openSlack = async (options: Options, log: Logger): Promise<SlackSide> => {
  const { settings, apiUrl, port, command, health } = options;
  if (settings.type === 'sandbox') return openSandbox(command, log);
  const { connectSlack } = await import('../slack/connect.ts');
  const way =
    settings.type === 'socket'
      ? { type: 'socket' as const, appToken: settings.appToken }
      : { type: 'http' as const, signingSecret: settings.signingSecret, port: port ?? usualPort, health };
  try {
    const { botToken } = settings;
    const slack = await connectSlack({ botToken, way, log, ...(apiUrl !== null && { apiUrl }) });
    return { slack, page: null, way: way.type, close: async () => undefined };
  } catch (error) {
    throw new StartRefused(1, [error instanceof Error ? error.message : String(error)], error);
  }
};

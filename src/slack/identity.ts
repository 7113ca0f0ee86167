import { webApi } from '@slack/bolt';
import { z } from 'zod';

import { failureOf } from './refusals.ts';

/** Who the bot is, as `auth.test` says. */
export type Identity = {
  team: string;
  teamName: string;
  enterprise: string | null;
  botId: string;
  userId: string;
  /** The app's id, where the app token tells it (`xapp-1-A0123-…`). */
  app: string | null;
};

const answer = z.object({
  team_id: z.string(),
  team: z.string().default(''),
  enterprise_id: z.string().nullish(),
  bot_id: z.string(),
  user_id: z.string(),
});

/** Each call is bounded, and repeated by the lanes of `chat.ts`, not in here where a repetition would hold up every channel. */
export const newWebClient = (
  token: string,
  options: { slackApiUrl?: string; logger: webApi.WebClientOptions['logger'] },
): webApi.WebClient =>
  new webApi.WebClient(token, {
    timeout: 10_000,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    ...(options.slackApiUrl !== undefined && { slackApiUrl: options.slackApiUrl }),
    ...(options.logger !== undefined && { logger: options.logger }),
  });

const appOf = (appToken: string | null): string | null =>
  /^xapp-\d-(A[A-Z0-9]{6,})-/.exec(appToken ?? '')?.[1] ?? null;

/** Asks Slack who this token is. Throws one sentence for the operator when the token is wrong or Slack does not answer. */
export const identify = async (client: webApi.WebClient, appToken: string | null): Promise<Identity> => {
  try {
    const who = answer.parse(await client.auth.test());
    return {
      team: who.team_id,
      teamName: who.team,
      enterprise: who.enterprise_id ?? null,
      botId: who.bot_id,
      userId: who.user_id,
      app: appOf(appToken),
    };
  } catch (error) {
    const failure = failureOf(error);
    const why = failure.type === 'refused' ? failure.refusal.message : String(error);
    const what =
      failure.type === 'refused'
        ? 'Slack refuses SLACK_BOT_TOKEN'
        : 'Slack could not be asked who the bot is';
    throw new Error(`${what}: ${why}`, { cause: error });
  }
};

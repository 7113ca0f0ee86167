import { z } from 'zod';

/** What the bot reads of Slack's payloads. Each names its page under https://docs.slack.dev; other fields are dropped. */

const text = z.string();
const optional = text.nullish().transform((value) => value ?? null);

/** interactivity/implementing-slash-commands#app_command_handling */
export const commandPayload = z.object({
  command: text,
  text: text.default(''),
  team_id: text,
  channel_id: text,
  user_id: text,
  response_url: optional,
  trigger_id: text,
});

/** reference/interaction-payloads/block_actions-payload */
export const clickPayload = z.object({
  user: z.object({ id: text }),
  team: z.object({ id: text }).nullish(),
  channel: z.object({ id: text }).nullish(),
  container: z
    .object({
      message_ts: optional,
      channel_id: optional,
      thread_ts: optional,
      is_ephemeral: z.boolean().nullish(),
    })
    .nullish(),
  message: z.object({ ts: optional, thread_ts: optional }).nullish(),
  response_url: optional,
  actions: z
    .array(
      z.object({
        action_id: text,
        action_ts: text.default('0'),
        value: text.default(''),
        url: optional,
      }),
    )
    .min(1),
});

/** reference/interaction-payloads/view-interactions-payload#view_submission: plain text fields alone. */
export const sentViewPayload = z.object({
  user: z.object({ id: text }),
  team: z.object({ id: text }).nullish(),
  view: z.object({
    id: text,
    callback_id: text.default(''),
    private_metadata: text.default(''),
    state: z.object({
      values: z.record(text, z.record(text, z.looseObject({ value: optional }))),
    }),
  }),
});

/** reference/events/app_mention, reference/events/message.im */
export const spokenPayload = z.object({
  team_id: text,
  event_id: text,
  event: z.object({
    channel: text,
    channel_type: optional,
    user: optional,
    bot_id: optional,
    subtype: optional,
    text: text.default(''),
    ts: text,
    thread_ts: optional,
  }),
});

/** reference/events/app_home_opened */
export const homePayload = z.object({ event: z.object({ user: text, tab: text.default('home') }) });

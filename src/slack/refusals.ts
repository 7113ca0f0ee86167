import { webApi } from '@slack/bolt';

import type { ChatRefusal } from '../ports.ts';

type Reason = ChatRefusal['reason'];

/** Slack's error codes, from the error tables of https://docs.slack.dev/reference/methods/chat.postMessage and its neighbours. */
const reasons: Readonly<Record<string, Reason>> = {
  not_in_channel: 'not-in-channel',
  channel_not_found: 'not-in-channel',
  user_not_in_channel: 'not-in-channel',
  is_archived: 'archived',
  restricted_action: 'restricted',
  restricted_action_read_only_channel: 'restricted',
  restricted_action_thread_only_channel: 'restricted',
  restricted_action_thread_locked: 'restricted',
  restricted_action_non_threadable_channel: 'restricted',
  messages_tab_disabled: 'restricted',
  cannot_dm_bot: 'restricted',
  ekm_access_denied: 'restricted',
  team_access_not_granted: 'restricted',
  no_permission: 'restricted',
  message_not_found: 'expired',
  cant_update_message: 'expired',
  edit_window_closed: 'expired',
  thread_not_found: 'expired',
  expired_trigger_id: 'expired',
  exchanged_trigger_id: 'expired',
  invalid_trigger_id: 'expired',
  not_authed: 'unauthorized',
  invalid_auth: 'unauthorized',
  account_inactive: 'unauthorized',
  token_revoked: 'unauthorized',
  token_expired: 'unauthorized',
  missing_scope: 'unauthorized',
  access_denied: 'unauthorized',
  not_allowed_token_type: 'unauthorized',
};

/** These pass by themselves. */
const passing = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'ratelimited',
  'rate_limited',
  'accesslimited',
]);

/** A platform error as a refusal for good, or null where trying again may help. An unknown code is for good. */
const refusalOf = (code: string, details: readonly string[] = []): ChatRefusal | null =>
  passing.has(code)
    ? null
    : { ok: false, reason: reasons[code] ?? 'invalid', message: [code, ...details].join('; ') };

/** What a failed Web API call means. */
export type Failure =
  | { type: 'refused'; refusal: ChatRefusal }
  | { type: 'wait'; seconds: number }
  | { type: 'again' }
  | { type: 'unclear' };

/**
 * Sorts an error of the Web API client. `again`: Slack certainly did not act, or says itself that it failed;
 * `unclear`: no answer came, so it may have acted.
 */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof webApi.WebAPIRateLimitedError) return { type: 'wait', seconds: error.retryAfter };
  if (error instanceof webApi.WebAPIPlatformError) {
    const refusal = refusalOf(error.data.error, error.data.response_metadata?.messages);
    return refusal === null ? { type: 'again' } : { type: 'refused', refusal };
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    return error.statusCode >= 500 ? { type: 'again' } : { type: 'unclear' };
  }
  if (error instanceof webApi.WebAPIRequestError) {
    const cause = error.original.cause instanceof Error ? error.original.cause : error.original;
    return 'code' in cause && cause.code === 'ECONNREFUSED' ? { type: 'again' } : { type: 'unclear' };
  }
  return { type: 'unclear' };
};

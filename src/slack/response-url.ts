import { setTimeout as pause } from 'node:timers/promises';

import type { Chat, ChatRefusal, Message } from '../ports.ts';

const timeout = 10_000;
const tries = 3;

const refused = (reason: ChatRefusal['reason'], message: string): ChatRefusal => ({
  ok: false,
  reason,
  message,
});

/**
 * Posts through a response_url (five uses in thirty minutes,
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses). A used-up or slowed-down address is
 * a refusal, and the caller has another way; an answer of 5xx is tried three times and then throws, as no answer does.
 */
export const respondThrough =
  (request: typeof fetch = fetch): Chat['respond'] =>
  async (url, message: Message, { inChannel, replace }) => {
    const body = JSON.stringify({
      ...message,
      response_type: inChannel ? 'in_channel' : 'ephemeral',
      replace_original: replace,
      unfurl_links: false,
      unfurl_media: false,
    });
    for (let tried = 1; ; tried += 1) {
      const answer = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(timeout),
      });
      const said = (await answer.text()).slice(0, 300);
      if (answer.ok) return { ok: true };
      if (answer.status >= 500 && tried < tries) {
        await pause(200 * 2 ** tried);
        continue;
      }
      const words = `${answer.status} ${said}`;
      if (answer.status >= 500) throw new Error(`Slack's response_url failed: ${words}`);
      return refused([403, 404, 410, 429].includes(answer.status) ? 'expired' : 'invalid', words);
    }
  };

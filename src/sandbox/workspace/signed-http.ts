import { createHmac } from 'node:crypto';

import type { Carrier, Delivered, Delivery } from './delivery.ts';
import { parseJson } from './json.ts';
import type { WorkspaceLimits } from './limits.ts';

/** `v0=…` over `v0:TIMESTAMP:BODY`: https://docs.slack.dev/authentication/verifying-requests-from-slack */
function signature(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** The body and content type of a payload: a form for commands, a form with one JSON field for clicks, JSON for events. */
function encoded({ type, payload }: Delivery): { contentType: string; body: string } {
  if (type === 'events_api') return { contentType: 'application/json', body: JSON.stringify(payload) };
  const form =
    type === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));
  return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(form).toString() };
}

/**
 * Delivery by signed HTTP requests instead of sockets.
 * @param requestUrl where the app listens; asked for at each delivery
 * @param now milliseconds since 1970
 */
export function createSignedHttp(
  requestUrl: () => string,
  secret: string,
  limits: WorkspaceLimits,
  now: () => number,
): Carrier {
  const closing = new AbortController();
  return {
    async deliver(delivery): Promise<Delivered> {
      const { contentType, body } = encoded(delivery);
      const timestamp = Math.floor(now() / 1_000);
      const started = performance.now();
      const passed = (): number => Math.round(performance.now() - started);
      const timeout = AbortSignal.timeout(limits.ackMs);
      try {
        const response = await fetch(requestUrl(), {
          method: 'POST',
          body,
          redirect: 'error',
          headers: {
            'content-type': contentType,
            'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
            'x-slack-request-timestamp': String(timestamp),
            'x-slack-signature': signature(secret, timestamp, body),
            ...(delivery.retry !== undefined && {
              'x-slack-retry-num': String(delivery.retry.attempt),
              'x-slack-retry-reason': delivery.retry.reason,
            }),
          },
          signal: AbortSignal.any([timeout, closing.signal]),
        });
        const answer = await response.text();
        if (!response.ok) {
          return {
            outcome: 'dispatch_failed',
            why: `http_error ${response.status}`,
            noRetry: response.headers.get('x-slack-no-retry') === '1',
          };
        }
        return {
          outcome: 'acked',
          ms: passed(),
          payload: answer === '' ? null : (parseJson(answer) ?? answer),
        };
      } catch (error) {
        if (timeout.aborted) return { outcome: 'operation_timeout', ms: passed() };
        return { outcome: 'dispatch_failed', why: `connection_failed: ${String(error)}` };
      }
    },
    async close() {
      closing.abort();
    },
  };
}

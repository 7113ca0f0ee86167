import type { Delivered, Delivery } from './delivery.ts';
import type { JsonObject } from './json.ts';
import type { WorkspaceLimits } from './limits.ts';
import type { Seed } from './seed.ts';
import type { State } from './state.ts';

export type Events = {
  /** Sends an event the app subscribed to as `subscription`, such as `message.im`; others go nowhere. */
  emit: (subscription: string, event: JsonObject) => void;
  /** Gives up the retries that are still to come. */
  close: () => void;
};

/**
 * The Events API: an event that is not acknowledged comes again under the same event_id, three times at most.
 * Source: https://docs.slack.dev/apis/events-api#retries
 */
export function createEvents(
  seed: Seed,
  state: State,
  limits: WorkspaceLimits,
  now: () => number,
  deliver: (delivery: Delivery) => Promise<Delivered>,
): Events {
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;

  async function attempt(payload: JsonObject, tries: number, reason: string): Promise<void> {
    const delivered = await deliver({
      type: 'events_api',
      payload,
      ...(tries > 0 && { retry: { attempt: tries, reason } }),
    });
    const wait = limits.retryWaitsMs[tries];
    if (closed || delivered.outcome === 'acked' || wait === undefined) return;
    if (delivered.outcome === 'dispatch_failed' && delivered.noRetry === true) return;
    const why =
      delivered.outcome === 'operation_timeout'
        ? 'http_timeout'
        : delivered.why.startsWith('http_error')
          ? 'http_error'
          : 'connection_failed';
    const timer = setTimeout(() => {
      timers.delete(timer);
      void attempt(payload, tries + 1, why);
    }, wait);
    timer.unref();
    timers.add(timer);
  }

  return {
    emit(subscription, event) {
      if (!seed.events.includes(subscription)) return;
      const payload = {
        token: 'sandbox',
        team_id: seed.team.id,
        context_team_id: seed.team.id,
        api_app_id: seed.app.id,
        event,
        type: 'event_callback',
        event_id: state.nextId('Ev'),
        event_time: Math.floor(now() / 1_000),
        authorizations: [
          {
            enterprise_id: null,
            team_id: seed.team.id,
            user_id: seed.app.botUserId,
            is_bot: true,
            is_enterprise_install: false,
          },
        ],
        is_ext_shared_channel: false,
      };
      void attempt(payload, 0, '');
    },
    close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

import type { JsonObject } from './json.ts';

/** A payload on its way to the app, named as Socket Mode names its envelopes. */
export type Delivery = {
  type: 'slash_commands' | 'interactive' | 'events_api';
  payload: JsonObject;
  retry?: { attempt: number; reason: string };
};

/**
 * What became of it. `acked`: the app answered in time; `payload` is what it answered with, or null.
 * `operation_timeout`: it did not answer within the limit. `dispatch_failed`: nobody was there, or the answer was an error.
 */
export type Delivered =
  | { outcome: 'acked'; ms: number; payload: unknown }
  | { outcome: 'operation_timeout'; ms: number }
  | { outcome: 'dispatch_failed'; why: string; noRetry?: boolean };

export type Carrier = {
  deliver: (delivery: Delivery) => Promise<Delivered>;
  close: () => Promise<void>;
};

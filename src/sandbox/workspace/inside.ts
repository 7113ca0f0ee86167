import type { Delivered, Delivery } from './delivery.ts';
import type { JsonObject } from './json.ts';
import type { WorkspaceLimits } from './limits.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Seed } from './seed.ts';
import type { State } from './state.ts';
import type { Triggers } from './triggers.ts';

/** What the parts of one running workspace share. */
export type Inside = {
  seed: Seed;
  state: State;
  limits: WorkspaceLimits;
  botToken: string;
  appToken: string;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  /** Milliseconds since 1970. */
  now: () => number;
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  origin: () => string;
  /** Hands one payload to the app over whichever transport it uses. */
  deliver: (delivery: Delivery) => Promise<Delivered>;
  /** Tells the app of an event it subscribed to, with retries; nobody has to wait for it. */
  emit: (subscription: string, event: JsonObject) => void;
  /** A new single-use ticket for a Socket Mode connection. */
  socketUrl: () => string;
};

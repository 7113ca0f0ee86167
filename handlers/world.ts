import type { HomeView, ModalView } from '@slack/types';

import type { Enqueue } from '../src/calls.ts';
import type { Message, Store } from '../src/ports.ts';

/** What the configuration says about one channel. */
export type ChannelSettings = {
  /** Whether answers stand in the channel for all, or only the asker sees them. */
  answers: 'open' | 'private';
  /** Where a question without `-n` looks first; null leaves it to the cluster. */
  namespace: string | null;
  cluster: string | null;
};

export type Notice = (fields: Record<string, unknown>, message: string) => void;

/** All that a handler asks of the world. */
export type HandlerWorld = {
  enqueue: Enqueue;
  store: Pick<Store, 'read' | 'put'>;
  /** Settings of a channel by its id; channels that are not configured get the defaults. */
  settings: (channel: string) => ChannelSettings;
  /** The slash command with its slash, as it is registered in Slack. */
  command: string;
  /** The names of the clusters that can be asked about. */
  clusters: () => readonly string[];
  now: () => Date;
  log: { debug: Notice; warn: Notice };
};

/** One request of a person, wherever it was written. Times are Slack's `ts`. */
export type Request = {
  team: string;
  channel: string;
  user: string;
  /** The thread that the answer belongs into. */
  thread: string | null;
  responseUrl: string | null;
  /** Names this request: the same for every delivery of it (trigger_id, event_id). */
  key: string;
};

/**
 * What a handler makes of a request.
 * `taken`: the queue has it; `open` says that everyone may see the question.
 * `told`: the asker alone is told this, at once.
 * `modal`: this window opens before the asker.
 * `home`: this becomes the asker's App Home.
 * `ignored`: nothing is said.
 */
export type Reaction =
  | { type: 'taken'; open: boolean; reference: string }
  | { type: 'told'; message: Message }
  | { type: 'modal'; view: ModalView }
  | { type: 'home'; user: string; view: HomeView }
  | { type: 'ignored'; why: string };

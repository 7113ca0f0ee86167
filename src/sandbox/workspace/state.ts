import type { JsonObject } from './json.ts';
import type { Seed } from './seed.ts';

export type Channel = {
  id: string;
  name: string;
  topic: string;
  kind: 'channel' | 'im';
  members: string[];
};

export type Reaction = { name: string; users: string[] };

export type StoredMessage = {
  channel: string;
  /** Unique in the workspace; the order of messages is the order of their `ts`. */
  ts: string;
  user: string;
  /** The bot id where the app wrote it. */
  botId: string | null;
  /** Escaped as Slack keeps it: `&amp;`, `&lt;`, `&gt;`. */
  text: string;
  blocks: JsonObject[];
  attachments: JsonObject[];
  /** The `ts` of the thread's parent; null for a message of the channel. */
  thread: string | null;
  /** A thread reply that is shown in the channel as well. */
  broadcast: boolean;
  edited: string | null;
  reactions: Reaction[];
  /** The one user who sees it; null where everyone in the channel does. */
  visibleTo: string | null;
  metadata: JsonObject | null;
};

export type View = JsonObject & { id: string; type: string; hash: string; blocks: JsonObject[] };

export type LogEntry = { at: number; what: string; ok: boolean; detail: JsonObject };

export type Change =
  | { type: 'message'; message: StoredMessage }
  | { type: 'deleted'; message: StoredMessage }
  | { type: 'channel'; channel: Channel }
  | { type: 'modals'; user: string; stack: readonly View[] }
  | { type: 'home'; user: string; view: View }
  | { type: 'log'; entry: LogEntry }
  | { type: 'connections'; count: number };

/** Everything a workspace remembers. Nothing outlives the process. */
export type State = {
  channels: Map<string, Channel>;
  messages: StoredMessage[];
  modals: Map<string, View[]>;
  homes: Map<string, View>;
  log: LogEntry[];
  connections: number;
  nextTs(): string;
  nextId(prefix: string): string;
  find(channel: string, ts: string): StoredMessage | undefined;
  /** Tells everyone who listens. Call it after each change. */
  changed(change: Change): void;
  /** @returns a function that stops the listening */
  listen(listener: (change: Change) => void): () => void;
};

const LOG_KEPT = 2_000;

/**
 * A workspace as its seed describes it, with a direct message between every user and the bot.
 * @param now milliseconds since 1970
 */
export function createState(seed: Seed, now: () => number): State {
  const listeners = new Set<(change: Change) => void>();
  let lastMicros = 0;
  let ids = 0;
  const state: State = {
    channels: new Map(),
    messages: [],
    modals: new Map(),
    homes: new Map(),
    log: [],
    connections: 0,
    nextTs() {
      lastMicros = Math.max(lastMicros + 1, now() * 1_000);
      return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`;
    },
    nextId(prefix) {
      ids += 1;
      return `${prefix}${(now() * 1_000 + ids).toString(36).toUpperCase()}`;
    },
    find: (channel, ts) => state.messages.find((message) => message.channel === channel && message.ts === ts),
    changed(change) {
      if (change.type === 'log') {
        state.log.push(change.entry);
        if (state.log.length > LOG_KEPT) state.log.shift();
      }
      for (const listener of listeners) listener(change);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  for (const channel of seed.channels) {
    const members = channel.botIsMember ? [...channel.members, seed.app.botUserId] : [...channel.members];
    state.channels.set(channel.id, {
      id: channel.id,
      name: channel.name,
      topic: channel.topic ?? '',
      kind: 'channel',
      members,
    });
  }
  for (const user of seed.users) openDirectMessage(state, seed, user.id);
  return state;
}

/** The direct message between a user and the bot; it is made when it does not exist yet. */
export function openDirectMessage(state: State, seed: Seed, user: string): Channel {
  const known = [...state.channels.values()].find(
    ({ kind, members }) => kind === 'im' && members.includes(user),
  );
  if (known !== undefined) return known;
  const channel: Channel = {
    id: `D${user.slice(1)}`,
    name: seed.app.name,
    topic: '',
    kind: 'im',
    members: [user, seed.app.botUserId],
  };
  state.channels.set(channel.id, channel);
  return channel;
}

export type NewMessage = { channel: string; user: string; text: string } & Partial<
  Omit<StoredMessage, 'channel' | 'ts' | 'user' | 'text' | 'edited' | 'reactions'>
>;

/** Adds a message and gives every block the `block_id` and every element the `action_id` it lacks, as Slack does. */
export function addMessage(state: State, message: NewMessage): StoredMessage {
  const stored: StoredMessage = {
    botId: null,
    attachments: [],
    thread: null,
    broadcast: false,
    visibleTo: null,
    metadata: null,
    ...message,
    ts: state.nextTs(),
    blocks: withIds(state, message.blocks ?? []),
    edited: null,
    reactions: [],
  };
  state.messages.push(stored);
  state.changed({ type: 'message', message: stored });
  return stored;
}

/** Replaces text and blocks of a message in place. */
export function editMessage(
  state: State,
  message: StoredMessage,
  next: { text: string; blocks: JsonObject[]; attachments: JsonObject[]; edited: boolean },
): void {
  message.text = next.text;
  message.blocks = withIds(state, next.blocks);
  message.attachments = next.attachments;
  if (next.edited) message.edited = state.nextTs();
  state.changed({ type: 'message', message });
}

export function removeMessage(state: State, message: StoredMessage): void {
  state.messages = state.messages.filter((other) => other !== message);
  state.changed({ type: 'deleted', message });
}

/** A copy of blocks in which each block has a `block_id` and each interactive element an `action_id`. */
export function withIds(state: State, blocks: readonly JsonObject[]): JsonObject[] {
  const named = (element: unknown): unknown => {
    if (typeof element !== 'object' || element === null || Array.isArray(element)) return element;
    const type = 'type' in element ? element.type : undefined;
    if (type === 'image' || type === 'mrkdwn' || type === 'plain_text') return element;
    return 'action_id' in element ? element : { ...element, action_id: state.nextId('a') };
  };
  return blocks.map((block) => {
    const copy: JsonObject = { ...block, block_id: block['block_id'] ?? state.nextId('b') };
    if (copy['type'] === 'actions' && Array.isArray(copy['elements']))
      copy['elements'] = copy['elements'].map(named);
    if (copy['accessory'] !== undefined) copy['accessory'] = named(copy['accessory']);
    if (copy['element'] !== undefined) copy['element'] = named(copy['element']);
    return copy;
  });
}

import type { Delivered } from '../delivery.ts';
import type { Inside } from '../inside.ts';
import type { SeedUser } from '../seed.ts';
import type { DisconnectReason } from '../socket-mode.ts';
import { openDirectMessage, type Channel, type LogEntry, type StoredMessage, type View } from '../state.ts';
import { stackOf } from '../views.ts';
import { clickMessage, clickView, type Click } from './clicks.ts';
import { sendCommand, type CommandOutcome } from './commands.ts';
import type { Choice } from './interactions.ts';
import { closeModal, submitModal, type SubmitOutcome } from './modals.ts';
import { openHome, postAsPerson } from './posts.ts';

/** A message as one reader sees it. */
export type SeenMessage = StoredMessage & { replies: number };

/**
 * Everything a person can do in the workspace, and what they see of it.
 * `channel` is an id or a name with or without `#`; `user` an id or a name, "you" where it is left out.
 */
export type Driver = {
  /** Types a slash command, such as `/k8s why checkout`, and waits for the acknowledgement. */
  command(at: { channel: string; user?: string; text: string }): Promise<CommandOutcome>;
  /** Posts a message; `@kubewhy` in it mentions the app. */
  post(at: { channel: string; user?: string; text: string; thread?: string | null }): StoredMessage;
  /** Clicks an element of a message and waits for the acknowledgement. */
  click(at: { channel: string; ts: string; user?: string } & Click): Promise<Delivered>;
  /** Clicks an element of the topmost modal, or of the Home tab. */
  clickView(at: { on: 'modal' | 'home'; user?: string } & Click): Promise<Delivered>;
  openHome(at?: { user?: string; tab?: 'home' | 'messages' }): void;
  submit(at?: { user?: string; choices?: Record<string, Choice> }): Promise<SubmitOutcome>;
  closeModal(at?: { user?: string; all?: boolean }): Promise<void>;
  /** The channel as `user` sees it, oldest first: no thread replies, others' ephemeral messages neither. */
  messages(channel: string, user?: string): SeenMessage[];
  /** A thread: its parent first. */
  thread(channel: string, ts: string, user?: string): SeenMessage[];
  /** Open modals, the topmost last. */
  modals(user?: string): readonly View[];
  home(user?: string): View | null;
  channelId(channel: string): string;
  userId(user?: string): string;
  /** The direct message between a user and the app. */
  directMessage(user?: string): string;
  /** Every Web API call and every delivery, oldest first. */
  log(): readonly LogEntry[];
  /** How many Socket Mode connections can take envelopes. */
  connections(): number;
  /** Asks Socket Mode connections to reconnect, as Slack does every few hours. */
  refresh(reason: DisconnectReason, count?: number): void;
  /** Breaks all Socket Mode connections without a word. */
  cut(): void;
  /**
   * Waits until `look` gives something: it is asked now and after every change.
   * @param ms after which it throws, 10 s unless told
   */
  waitFor<T>(look: () => T | null | undefined | false, ms?: number): Promise<T>;
};

export function createDriver(inside: Inside, sockets: Pick<Driver, 'refresh' | 'cut'>): Driver {
  const { seed, state } = inside;

  function person(user?: string): SeedUser {
    const found =
      user === undefined ? seed.users[0] : seed.users.find(({ id, name }) => id === user || name === user);
    if (found === undefined) throw new Error(`No user ${String(user)} in this workspace`);
    return found;
  }
  function place(channel: string): Channel {
    const name = channel.replace(/^#/, '');
    const found =
      state.channels.get(channel) ??
      [...state.channels.values()].find(
        (candidate) => candidate.kind === 'channel' && candidate.name === name,
      );
    if (found === undefined) throw new Error(`No channel ${channel} in this workspace`);
    return found;
  }
  function seen(
    channel: string,
    user: string | undefined,
    keep: (message: StoredMessage) => boolean,
  ): SeenMessage[] {
    const reader = person(user).id;
    const at = place(channel).id;
    return state.messages
      .filter((message) => message.channel === at && keep(message))
      .filter(({ visibleTo }) => visibleTo === null || visibleTo === reader)
      .map((message) => Object.assign(structuredClone(message), { replies: countReplies(message) }));
  }
  function countReplies({ channel, ts }: StoredMessage): number {
    return state.messages.filter(
      (reply) => reply.channel === channel && reply.thread === ts && reply.visibleTo === null,
    ).length;
  }
  function visible(channel: string, ts: string, user: SeedUser): StoredMessage {
    const message = state.find(place(channel).id, ts);
    if (message === undefined || ![null, user.id].includes(message.visibleTo)) {
      throw new Error(`No message ${ts} in ${channel} that ${user.name} sees`);
    }
    return message;
  }

  return {
    ...sockets,
    command: async (at) => await sendCommand(inside, place(at.channel), person(at.user), at.text),
    post: (at) => postAsPerson(inside, place(at.channel), person(at.user), at.text, at.thread ?? null),
    click: async (at) => {
      const user = person(at.user);
      return await clickMessage(inside, user, visible(at.channel, at.ts, user), at);
    },
    clickView: async (at) => {
      const user = person(at.user);
      const view = at.on === 'home' ? state.homes.get(user.id) : stackOf(inside, user.id).at(-1);
      if (view === undefined) throw new Error(`${user.name} has no ${at.on} open`);
      return await clickView(inside, user, view, at);
    },
    openHome(at = {}) {
      const user = person(at.user);
      openHome(inside, user, openDirectMessage(state, seed, user.id), at.tab ?? 'home');
    },
    submit: async (at = {}) => await submitModal(inside, person(at.user), at.choices ?? {}),
    closeModal: async (at = {}) => {
      await closeModal(inside, person(at.user), at.all ?? false);
    },
    messages: (channel, user) => seen(channel, user, ({ thread, broadcast }) => thread === null || broadcast),
    thread: (channel, ts, user) =>
      seen(channel, user, (message) => message.ts === ts || message.thread === ts),
    modals: (user) => stackOf(inside, person(user).id),
    home: (user) => state.homes.get(person(user).id) ?? null,
    channelId: (channel) => place(channel).id,
    userId: (user) => person(user).id,
    directMessage: (user) => openDirectMessage(state, seed, person(user).id).id,
    log: () => state.log,
    connections: () => state.connections,
    async waitFor(look, ms = 10_000) {
      const first = look();
      if (first !== null && first !== undefined && first !== false) return first;
      return await new Promise((resolve, reject) => {
        const done = (settle: () => void): void => {
          clearTimeout(timer);
          stop();
          settle();
        };
        const stop = state.listen(() => {
          try {
            const value = look();
            if (value !== null && value !== undefined && value !== false) done(() => resolve(value));
          } catch (error) {
            done(() => reject(error instanceof Error ? error : new Error(String(error))));
          }
        });
        const timer = setTimeout(() => {
          const last = JSON.stringify(state.log.slice(-3));
          done(() =>
            reject(new Error(`What was waited for did not come within ${ms} ms. Last calls: ${last}`)),
          );
        }, ms);
      });
    },
  };
}

import type { KnownBlock, HomeView, ModalView } from '@slack/types';

import type { ReadReason } from './answer.ts';
import type { KindName, ObjectOf, OutsideKind, OutsideObject } from './facts/objects.ts';

/** What the bot asks of the world. Adapters implement these; jobs and handlers know nothing else of it. */

/** Why a read gave nothing. `message` is the server's or the network's own sentence, unescaped. */
export type ReadFailure = {
  reason: ReadReason;
  message: string;
};
/**
 * What a read gave. `wrong` names what was left out because it has another type than the API declares, one text for
 * each object: `metadata.labels of Pod shop/web-1`. `partial`: there may be more than the files hold.
 */
export type Read<T> =
  | { ok: true; value: T; wrong?: readonly string[]; partial?: true }
  | { ok: false; failure: ReadFailure };

/**
 * One page of a list. `next` is where the list goes on, for the `next` of another query, or null at its end.
 * With `metadataOnly` the items carry metadata alone. `lacking` says why there may be more of the kind than this list
 * can show: files hold what somebody put into them.
 */
export type Page<K extends KindName> = {
  items: ObjectOf[K][];
  next: string | null;
  lacking?: ReadFailure;
};

export type ListQuery = {
  /** null lists all namespaces. */
  namespace: string | null;
  labels?: string;
  fields?: string;
  /** Items at most; 500 unless told. */
  limit?: number;
  metadataOnly?: boolean;
  /** The `next` of the page before, from a query that was otherwise the same. */
  next?: string;
};

export type LogQuery = {
  namespace: string;
  pod: string;
  container: string;
  previous: boolean;
  tailLines: number;
  limitBytes: number;
};

export interface Cluster {
  readonly name: string;
  /** The namespace the kubeconfig's context names, or null where it names none. */
  readonly namespace: string | null;
  list<K extends KindName>(kind: K, query: ListQuery): Promise<Read<Page<K>>>;
  /** A missing object is `{ok: true, value: null}`. */
  get<K extends KindName>(kind: K, namespace: string | null, name: string): Promise<Read<ObjectOf[K] | null>>;
  /** The kinds from outside Kubernetes itself that the cluster serves, in the version it prefers; `partial`: there may be others. */
  discover(): Promise<Read<OutsideKind[]>>;
  /** Objects of such a kind, at most 500: all in a namespace (null: everywhere), or the one of that name. A kind the cluster does not serve has none. */
  listOutside(
    kind: OutsideKind,
    query: { namespace: string | null; name: string | null },
  ): Promise<Read<OutsideObject[]>>;
  /** Plain text, oldest line first. A log that is gone is a `rejected` failure. */
  log(query: LogQuery): Promise<Read<string>>;
}

/** A Slack message: `text` is the fallback that carries the facts where blocks are not shown. */
export type Message = { text: string; blocks: KnownBlock[] };

/** Where a posted message stands. */
export type Posted = { channel: string; ts: string };

/** Why Slack refused for good; a refusal that may pass (429, 5xx, no answer) throws and is tried again. */
export type ChatRefusal = {
  ok: false;
  reason: 'not-in-channel' | 'archived' | 'restricted' | 'expired' | 'invalid' | 'unauthorized';
  message: string;
};

export interface Chat {
  post(
    to: { channel: string; thread?: string },
    message: Message,
  ): Promise<{ ok: true; at: Posted } | ChatRefusal>;
  update(at: Posted, message: Message): Promise<{ ok: true } | ChatRefusal>;
  /** Only `user` sees it. */
  whisper(
    to: { channel: string; user: string; thread?: string },
    message: Message,
  ): Promise<{ ok: true } | ChatRefusal>;
  /** Through a response_url: five uses in thirty minutes. */
  respond(
    url: string,
    message: Message,
    how: { inChannel: boolean; replace: boolean },
  ): Promise<{ ok: true } | ChatRefusal>;
  openModal(trigger: string, view: ModalView): Promise<{ ok: true } | ChatRefusal>;
  publishHome(user: string, view: HomeView): Promise<{ ok: true } | ChatRefusal>;
}

/** Small values that outlive a restart, each with a time to live. Values are JSON. */
export interface Store {
  put(key: string, value: unknown, seconds: number): Promise<void>;
  /** What `put` kept, or null; the reader checks its shape. */
  read(key: string): Promise<unknown>;
  /** True for the first caller of this key within the time, false for every later one. */
  claim(key: string, seconds: number): Promise<boolean>;
}

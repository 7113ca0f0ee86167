/** What can lie in the queue: every value is plain JSON, made by a handler and taken by the job of its name. */

/** Who asked, as Slack names them. */
export type Asker = { team: string; user: string };

/**
 * Where an answer goes.
 * `open`: in the channel for all to read, details in the thread under it; `thread` puts it into that thread.
 * `private`: only the asker sees it.
 * `responseUrl` is the way into a channel that the bot is not a member of.
 */
export type Reply = {
  mode: 'open' | 'private';
  channel: string;
  user: string;
  thread: string | null;
  responseUrl: string | null;
};

/** The words after `why`, taken apart. `kind` and `namespace` are null where the asker named none. */
export type Target = {
  words: string;
  kind: string | null;
  name: string;
  namespace: string | null;
  cluster: string | null;
};

export type Calls = {
  diagnose: { target: Target; asker: Asker; reply: Reply };
  problems: { namespace: string | null; cluster: string | null; asker: Asker; reply: Reply };
  /** Objects as somebody pasted them: YAML or JSON, not checked yet. */
  pasted: { text: string; asker: Asker; reply: Reply };
  share: { answerId: string; asker: Asker; reply: Reply };
};
export type CallName = keyof Calls;

/**
 * A call in the queue. `id` is the same for every delivery of the same request, so that a repeated delivery is one job;
 * it also names the request to people ("reference ab12cd") and in the log.
 */
export type Call = { [N in CallName]: { name: N; id: string; askedAt: string; call: Calls[N] } }[CallName];

/** What became of handing a call over. `unavailable`: the queue did not take it in time. */
export type Enqueued = { ok: true } | { ok: false; reason: 'unavailable' | 'full'; message: string };
export type Enqueue = (call: Call) => Promise<Enqueued>;

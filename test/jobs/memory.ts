import { createLedger } from '../../jobs/ledger.ts';
import type { Attempt, World } from '../../jobs/world.ts';
import type { Answer, WhyOutcome } from '../../src/answer.ts';
import type { Call, Reply } from '../../src/calls.ts';
import { readPasted } from '../../src/main/pasted.ts';
import type { Chat, ChatRefusal, Cluster, Message, Store } from '../../src/ports.ts';
import { whySole } from '../../src/why.ts';

/** A store that can be made to fail; values go through JSON as they do in Redis. */
export const memoryStore = () => {
  const values = new Map<string, string>();
  const state = { away: false };
  const here = (): void => {
    if (state.away) throw new Error('Redis is away');
  };
  const store: Store = {
    put: async (key, value) => {
      here();
      values.set(key, JSON.stringify(value));
    },
    read: async (key) => {
      here();
      const value = values.get(key);
      return value === undefined ? null : (JSON.parse(value) as unknown);
    },
    claim: async (key) => {
      here();
      if (values.has(key)) return false;
      values.set(key, 'true');
      return true;
    },
  };
  return { store, values, state };
};

export type Said = {
  how: 'post' | 'update' | 'whisper' | 'respond';
  to: string;
  text: string;
  message: Message;
  replace?: boolean;
};

/** Slack as a list of what was said to it. `refuse` answers a call with a refusal, or lets it pass with null. */
const memoryChat = () => {
  const said: Said[] = [];
  const state: { refuse: (call: Omit<Said, 'message'>) => ChatRefusal | null; after: () => void } = {
    refuse: () => null,
    after: () => undefined,
  };
  let stamps = 0;
  const hear = (call: Said): ChatRefusal | null => {
    const refusal = state.refuse(call);
    if (refusal === null) said.push(call);
    return refusal;
  };
  const chat: Chat = {
    post: async ({ channel, thread }, message) => {
      const refusal = hear({
        how: 'post',
        to: `${channel} ${thread ?? ''}`.trim(),
        text: message.text,
        message,
      });
      if (refusal !== null) return refusal;
      stamps += 1;
      state.after();
      return { ok: true, at: { channel, ts: `${stamps}.0` } };
    },
    update: async ({ channel, ts }, message) =>
      hear({ how: 'update', to: `${channel} ${ts}`, text: message.text, message }) ?? { ok: true },
    whisper: async ({ channel, user, thread }, message) =>
      hear({
        how: 'whisper',
        to: `${channel} ${thread ?? ''} ${user}`.replace('  ', ' '),
        text: message.text,
        message,
      }) ?? {
        ok: true,
      },
    respond: async (url, message, { inChannel, replace }) =>
      hear({
        how: 'respond',
        to: `${url} ${inChannel ? 'all' : 'asker'}`,
        text: message.text,
        message,
        replace,
      }) ?? {
        ok: true,
      },
    openModal: async () => ({ ok: true }),
    publishHome: async () => ({ ok: true }),
  };
  return { chat, said, state };
};

export const nothing = (): void => undefined;
export const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

const unasked = { ok: false as const, failure: { reason: 'rejected' as const, message: 'not asked' } };
export const cluster: Cluster = {
  name: 'prod',
  namespace: null,
  list: async () => unasked,
  get: async () => unasked,
  discover: async () => unasked,
  listOutside: async () => unasked,
  log: async () => unasked,
};

export const answer: Answer = {
  apiVersion: 'kubewhy/v1',
  target: { cluster: 'prod', kind: 'Deployment', namespace: 'shop', name: 'checkout', uid: 'u1' },
  state: 'failing',
  summary: 'The image does not exist.',
  findings: [
    {
      cause: 'image-not-found',
      severity: 'critical',
      confidence: 'certain',
      object: { kind: 'Pod', namespace: 'shop', name: 'checkout-1' },
      summary: 'The image does not exist.',
      evidence: [{ from: 'status', object: 'Pod shop/checkout-1', text: 'manifest unknown', at: null }],
      because: [],
      remedies: [],
    },
  ],
  changes: [],
  where: { node: null, containers: ['app'], logs: 'kubectl logs -n shop checkout-1' },
  ruledOut: [],
  unexamined: [],
};
export const answered: WhyOutcome = { type: 'answer', answer };

export const askedAt = '2026-11-22T10:00:00.000Z';
export const reply: Reply = {
  mode: 'open',
  channel: 'C1',
  user: 'U1',
  thread: null,
  responseUrl: 'https://respond',
};

export const question = (changes: Partial<Reply> = {}): Call => ({
  name: 'diagnose',
  id: 'abcdef0123456789',
  askedAt,
  call: {
    target: { words: 'checkout', kind: null, name: 'checkout', namespace: null, cluster: null },
    asker: { team: 'T1', user: 'U1' },
    reply: { ...reply, ...changes },
  },
});

export const attempt: Attempt = { number: 1, last: false, signal: new AbortController().signal };

/** A world of values; `world` may be changed by the test. */
export const newWorld = (changes: Partial<World> = {}) => {
  const memory = memoryStore();
  const slack = memoryChat();
  const world: World = {
    clusters: () => cluster,
    why: async () => answered,
    pasted: readPasted,
    whySole: (pastedCluster, now) => whySole(pastedCluster, null, now),
    problems: async () => ({
      type: 'problems',
      problems: { apiVersion: 'kubewhy/v1', cluster: 'prod', groups: [], unexamined: [] },
    }),
    chat: slack.chat,
    store: memory.store,
    ledger: createLedger(memory.store, silent),
    now: () => new Date(Date.parse(askedAt) + 400),
    log: silent,
    command: '/k8s',
    patience: { progress: 5000, answer: 12_000 },
    ...changes,
  };
  return { world, said: slack.said, slack: slack.state, store: memory };
};

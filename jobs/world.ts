import type { ProblemsOutcome, WhyOutcome } from '../src/answer.ts';
import type { Call, CallName, Target } from '../src/calls.ts';
import type { Chat, Cluster, Store } from '../src/ports.ts';
import type { Ledger } from './ledger.ts';

type Notice = (fields: Record<string, unknown>, message: string) => void;
export type Log = { debug: Notice; info: Notice; warn: Notice; error: Notice };

/** All that a job asks of the world. */
export type World = {
  /** The cluster of that name, or the one for questions that name none; else a sentence that says which there are. */
  clusters: (name: string | null) => Cluster | { complaint: string };
  why: (cluster: Cluster, target: Target, now: Date) => Promise<WhyOutcome>;
  problems: (cluster: Cluster, namespace: string | null, now: Date) => Promise<ProblemsOutcome>;
  /** What was pasted, as a cluster that holds nothing else, at the newest time in it; else a sentence why it cannot be read. */
  pasted: (text: string) => Promise<{ cluster: Cluster; now: Date } | { complaint: string }>;
  /** The answer about the one object of such a cluster that stands for the others. */
  whySole: (cluster: Cluster, now: Date) => Promise<WhyOutcome>;
  chat: Chat;
  store: Store;
  ledger: Ledger;
  now: () => Date;
  log: Log;
  /** What people type: `/k8s`. */
  command: string;
  /** When the progress line is shown and when an answer is due, in milliseconds. */
  patience: { progress: number; answer: number };
};

/** A job shows after 1.5 s that it works, and answers within 12 s of the question: 15 s are promised. */
export const usualPatience = { progress: 1500, answer: 12_000 };

/** One run of a call. `signal` is aborted when another worker may have taken the call over. */
export type Attempt = { number: number; last: boolean; signal: AbortSignal };

export type CallNamed<N extends CallName> = Extract<Call, { name: N }>;

/**
 * Does what one call asks for. It may run again after a crash or a failure: whatever it posts goes through the ledger.
 * Throwing has the call tried again.
 */
export type Job<N extends CallName> = (call: CallNamed<N>, world: World, attempt: Attempt) => Promise<void>;

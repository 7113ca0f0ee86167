import { z } from 'zod';

import type { Posted, Store } from '../src/ports.ts';
import type { Log } from './world.ts';

const row = z.discriminatedUnion('state', [
  z.object({ state: z.literal('intended') }),
  z.object({ state: z.literal('posted'), at: z.object({ channel: z.string(), ts: z.string() }) }),
  z.object({ state: z.literal('told') }),
]);

/**
 * What became of one piece of an answer. `intended`: it was about to be posted, and whether Slack took it is not known;
 * `posted`: it stands there; `told`: the asker has it where it cannot be edited.
 */
export type Row = z.infer<typeof row>;

/** Remembers what was posted for a call, so that a second run edits instead of posting again. */
export type Ledger = {
  read(call: string, part: string): Promise<Row | null>;
  intend(call: string, part: string): Promise<void>;
  posted(call: string, part: string, at: Posted): Promise<void>;
  told(call: string, part: string): Promise<void>;
};

/** Longer than any repetition of a call. */
const kept = 6 * 3600;
/** Rows this process remembers by itself, for the time in which the store is away. */
const remembered = 5000;

const keyOf = (call: string, part: string): string => `delivery:${call}:${part}`;

/**
 * The ledger in the store. While the store does not answer, this process still knows what it posted itself; a failing
 * store never keeps an answer back.
 */
export const createLedger = (store: Pick<Store, 'put' | 'read'>, log: Pick<Log, 'warn'>): Ledger => {
  const own = new Map<string, Row>();
  const write = async (call: string, part: string, value: Row): Promise<void> => {
    const key = keyOf(call, part);
    own.delete(key);
    own.set(key, value);
    if (own.size > remembered) for (const oldest of own.keys()) if (own.size > remembered) own.delete(oldest);
    try {
      await store.put(key, value, kept);
    } catch (error) {
      log.warn({ call, part, error: String(error) }, 'The store did not keep what was posted');
    }
  };
  return {
    async read(call, part) {
      const key = keyOf(call, part);
      const mine = own.get(key);
      if (mine !== undefined && mine.state !== 'intended') return mine;
      try {
        return row.safeParse(await store.read(key)).data ?? mine ?? null;
      } catch (error) {
        log.warn({ call, part, error: String(error) }, 'The store does not say what was posted');
        return mine ?? null;
      }
    },
    intend: (call, part) => write(call, part, { state: 'intended' }),
    posted: (call, part, at) => write(call, part, { state: 'posted', at }),
    told: (call, part) => write(call, part, { state: 'told' }),
  };
};

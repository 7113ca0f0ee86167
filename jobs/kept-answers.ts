import { randomBytes } from 'node:crypto';

import { z } from 'zod';

import type { Posts } from '../src/messages/options.ts';
import type { Message, Store } from '../src/ports.ts';

/** A private answer as it would stand in the channel. `inline` is for a channel the bot is not in. */
export type KeptAnswer = {
  channel: string;
  user: string;
  thread: string | null;
  posts: Posts<Message>;
  inline: Message;
};

const isBlock = (value: unknown): value is Message['blocks'][number] =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
const message = z.object({ text: z.string(), blocks: z.array(z.custom<Message['blocks'][number]>(isBlock)) });
const keptAnswer = z.object({
  channel: z.string(),
  user: z.string(),
  thread: z.string().nullable(),
  posts: z.object({ parent: message, details: z.array(message) }),
  inline: message,
});

/** How long a private answer can be shared, in seconds. */
const hour = 3600;

/** Keeps an answer for an hour. Comes out: its id, 128 random bits, which say nothing and cannot be guessed. */
export const keepAnswer = async (store: Pick<Store, 'put'>, id: string, answer: KeptAnswer): Promise<void> =>
  store.put(`answer:${id}`, answer, hour);

export const newAnswerId = (): string => randomBytes(16).toString('base64url');

/** The answer of an id, or null when its hour is over. */
export const keptAnswerOf = async (store: Pick<Store, 'read'>, id: string): Promise<KeptAnswer | null> =>
  keptAnswer.safeParse(await store.read(`answer:${id}`)).data ?? null;

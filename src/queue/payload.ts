import { z } from 'zod';

import type { Call, CallName, Calls } from '../calls.ts';

const asker = z.strictObject({ team: z.string(), user: z.string() });
const reply = z.strictObject({
  mode: z.enum(['open', 'private']),
  channel: z.string(),
  user: z.string(),
  thread: z.string().nullable(),
  responseUrl: z.string().nullable(),
});
const target = z.strictObject({
  words: z.string(),
  kind: z.string().nullable(),
  name: z.string(),
  namespace: z.string().nullable(),
  cluster: z.string().nullable(),
});

/** A new name in `Calls` does not compile until it has its schema here. */
const calls: { [N in CallName]: z.ZodType<Calls[N]> } = {
  diagnose: z.strictObject({ target, asker, reply }),
  problems: z.strictObject({
    namespace: z.string().nullable(),
    cluster: z.string().nullable(),
    asker,
    reply,
  }),
  pasted: z.strictObject({ text: z.string().max(20_000), asker, reply }),
  share: z.strictObject({ answerId: z.string(), asker, reply }),
};

const envelope = z.looseObject({
  name: z.string(),
  id: z.string(),
  askedAt: z.iso.datetime(),
  call: z.unknown(),
});

export type ReadCall = { ok: true; call: Call } | { ok: false; why: string };

/** Reads a job's payload back as the call it was, or says what is wrong with it. */
export function readCall(payload: unknown): ReadCall {
  const outer = envelope.safeParse(payload);
  if (!outer.success) return { ok: false, why: z.prettifyError(outer.error) };
  const { name, id, askedAt } = outer.data;
  switch (name) {
    case 'diagnose':
      return inner(calls.diagnose.safeParse(outer.data.call), (call) => ({ name, id, askedAt, call }));
    case 'problems':
      return inner(calls.problems.safeParse(outer.data.call), (call) => ({ name, id, askedAt, call }));
    case 'pasted':
      return inner(calls.pasted.safeParse(outer.data.call), (call) => ({ name, id, askedAt, call }));
    case 'share':
      return inner(calls.share.safeParse(outer.data.call), (call) => ({ name, id, askedAt, call }));
    default:
      return { ok: false, why: `No job is called "${name}"` };
  }
}

function inner<T>(parsed: z.ZodSafeParseResult<T>, wrap: (call: T) => Call): ReadCall {
  return parsed.success
    ? { ok: true, call: wrap(parsed.data) }
    : { ok: false, why: z.prettifyError(parsed.error) };
}

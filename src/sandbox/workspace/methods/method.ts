import type { z } from 'zod';

import type { Inside } from '../inside.ts';
import type { JsonObject } from '../json.ts';
import type { Tier } from '../limits.ts';

/** What a method answers with; `ok: false` carries Slack's name of the error. */
export type Reply = ({ ok: true } | { ok: false; error: string }) & JsonObject;

/** One Web API method. */
export type Method = {
  /** The scope it needs, given its arguments; null where any token of its kind will do. */
  scope(args: JsonObject, inside: Inside): string | null;
  token: 'bot' | 'app';
  tier: Tier;
  answer(args: JsonObject, inside: Inside): Reply;
};

export function refuse(error: string, more: JsonObject = {}): Reply {
  return { ...more, ok: false, error };
}

/** Puts Slack's wording of what is wrong where Slack puts it. */
export function refuseWith(error: string, messages: readonly string[]): Reply {
  if (messages.length === 0) return refuse(error);
  return refuse(error, {
    errors: [...messages],
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  });
}

/** Declares a method: its arguments are checked against `schema` before `answer` sees them. */
export function method<S extends z.ZodType>(spec: {
  args: S;
  tier: Tier;
  token?: 'bot' | 'app';
  scope?: string | ((args: JsonObject, inside: Inside) => string | null);
  answer(args: z.output<S>, inside: Inside): Reply;
}): Method {
  const { scope = null } = spec;
  return {
    token: spec.token ?? 'bot',
    tier: spec.tier,
    scope: typeof scope === 'function' ? scope : () => scope,
    answer(args, inside) {
      const parsed = spec.args.safeParse(args);
      if (parsed.success) return spec.answer(parsed.data, inside);
      return refuseWith(
        'invalid_arguments',
        parsed.error.issues.map(
          ({ message, path }) => `${message} [json-pointer:/${path.map(String).join('/')}]`,
        ),
      );
    },
  };
}

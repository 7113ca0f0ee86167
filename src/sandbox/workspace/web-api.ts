import type { IncomingHttpHeaders } from 'node:http';

import { createBuckets } from './buckets.ts';
import type { Inside } from './inside.ts';
import { isObject, parseJson, textOf, type JsonObject } from './json.ts';
import { tierPerMinute } from './limits.ts';
import { chatMethods } from './methods/chat.ts';
import { conversationMethods } from './methods/conversations.ts';
import { refuse, type Method, type Reply } from './methods/method.ts';
import { peopleMethods } from './methods/people.ts';
import { viewMethods } from './methods/views.ts';

const methods = new Map<string, Method>(
  Object.entries({ ...chatMethods, ...conversationMethods, ...peopleMethods, ...viewMethods }),
);

/** An HTTP answer: Slack says 200 to everything but too many calls. */
export type ApiAnswer = { status: 200 | 429; headers: Record<string, string>; reply: Reply };
export type WebApi = (name: string, headers: IncomingHttpHeaders, body: string) => ApiAnswer;

type Judged = { reply: Reply; retryAfter?: number };

/** Arguments that are JSON inside a form. */
const jsonArguments = ['blocks', 'attachments', 'view', 'metadata'];

/**
 * Reads the arguments of a call, from a form or from JSON.
 * @returns null where the body is neither
 */
export function readArguments(contentType: string, body: string): JsonObject | null {
  const isJson = contentType.startsWith('application/json');
  const args = isJson ? parseJson(body === '' ? '{}' : body) : Object.fromEntries(new URLSearchParams(body));
  if (!isObject(args)) return null;
  for (const name of jsonArguments) {
    const value = args[name];
    if (typeof value === 'string') args[name] = value === '' ? undefined : (parseJson(value) ?? value);
  }
  return args;
}

/** The Web API: authentication, scopes and rates around the methods. Every call is kept in the log. */
export function createWebApi(inside: Inside): WebApi {
  const buckets = createBuckets(inside.now);
  const scopes = inside.seed.scopes.join(',');

  function judge(name: string, headers: IncomingHttpHeaders, args: JsonObject): Judged {
    const method = methods.get(name);
    if (method === undefined) return { reply: refuse('unknown_method', { req_method: name }) };
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? textOf(args['token']);
    if (token === '') return { reply: refuse('not_authed') };
    if (token !== inside.botToken && token !== inside.appToken) return { reply: refuse('invalid_auth') };
    if (token !== (method.token === 'app' ? inside.appToken : inside.botToken))
      return { reply: refuse('not_allowed_token_type') };
    const scope = method.scope(args, inside);
    if (scope !== null && !inside.seed.scopes.includes(scope)) {
      return { reply: refuse('missing_scope', { needed: scope, provided: scopes }) };
    }
    const { limits } = inside;
    const wait = Math.max(
      name === 'chat.postMessage'
        ? buckets.take(`channel ${textOf(args['channel'])}`, {
            perSecond: limits.perChannelPerSecond,
            burst: limits.burst,
          })
        : 0,
      method.tier === 'special' || !limits.tiers
        ? 0
        : buckets.take(name, {
            perSecond: tierPerMinute[method.tier] / 60,
            burst: tierPerMinute[method.tier],
          }),
    );
    return wait > 0
      ? { reply: refuse('ratelimited'), retryAfter: wait }
      : { reply: method.answer(args, inside) };
  }

  return (name, headers, body) => {
    const args = readArguments(headers['content-type'] ?? '', body);
    const { reply, retryAfter }: Judged =
      args === null
        ? { reply: refuse(body === '' ? 'invalid_arguments' : 'invalid_json') }
        : judge(name, headers, args);
    const { token: _token, ...shown } = args ?? {};
    inside.state.changed({
      type: 'log',
      entry: { at: inside.now(), what: name, ok: reply.ok, detail: { arguments: shown, reply } },
    });
    return {
      status: retryAfter === undefined ? 200 : 429,
      headers: {
        'x-oauth-scopes': scopes,
        ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
      },
      reply,
    };
  };
}

import { randomBytes } from 'node:crypto';

import { complainAboutBlocks } from './blocks/check.ts';
import type { Inside } from './inside.ts';
import { isObject, objectsOf, textOf } from './json.ts';
import { addMessage, editMessage, removeMessage, type StoredMessage } from './state.ts';

/** Where answers to one command or click go: five uses in thirty minutes, in any channel, member or not. */
export type ResponseUrls = {
  /** @param source the message whose button was clicked; null for a command */
  create(to: { channel: string; user: string; source: StoredMessage | null }): string;
  /** @param path `/response/…` as it was asked for */
  answer(path: string, body: unknown): ResponseAnswer;
};

export type ResponseAnswer = { status: number; body: string };

const refused = (status: number, error: string, messages: string[] = []): ResponseAnswer => ({
  status,
  body: JSON.stringify({ ok: false, error, ...(messages.length > 0 && { response_metadata: { messages } }) }),
});

/** Source: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
export function createResponseUrls(inside: () => Inside): ResponseUrls {
  const known = new Map<
    string,
    { channel: string; user: string; source: StoredMessage | null; until: number; uses: number }
  >();
  return {
    create(to) {
      const { limits, now, origin } = inside();
      const path = `/response/${randomBytes(16).toString('hex')}`;
      known.set(path, { ...to, until: now() + limits.responseUrlMs, uses: limits.responseUrlUses });
      return `${origin()}${path}`;
    },
    answer(path, body) {
      const { now, state } = inside();
      const url = known.get(path);
      if (url === undefined) return refused(404, 'no_service');
      if (now() > url.until) return refused(404, 'expired_url');
      if (url.uses === 0) return refused(404, 'used_url');
      if (!isObject(body)) return refused(400, 'invalid_payload');
      const { source } = url;
      const there = source !== null && state.messages.includes(source);
      if (body['delete_original'] === true) {
        if (!there) return refused(404, 'message_not_found');
        url.uses -= 1;
        removeMessage(state, source);
        return { status: 200, body: 'ok' };
      }
      const checked = checkContent(body);
      if (!checked.ok) return refused(400, checked.error, checked.messages);
      url.uses -= 1;
      if (body['replace_original'] === true && there) {
        editMessage(state, source, { ...checked.content, edited: source.visibleTo === null });
        return { status: 200, body: 'ok' };
      }
      postResponse(inside(), url, body);
      return { status: 200, body: 'ok' };
    },
  };
}

/** What a response or a message says: text, blocks, attachments. */
export type Content = Pick<StoredMessage, 'text' | 'blocks' | 'attachments'>;

type ContentRefusal = { ok: false; error: string; messages: string[] };

function refuse(error: string, messages: string[] = []): ContentRefusal {
  return { ok: false, error, messages };
}

/**
 * Checks what a message would show.
 * @returns its content, or the error Slack answers with
 */
export function checkContent(body: Record<string, unknown>): { ok: true; content: Content } | ContentRefusal {
  const text = textOf(body['text']);
  const { blocks = [], attachments = [] } = body;
  if (!Array.isArray(blocks)) return refuse('invalid_blocks_format');
  if (!Array.isArray(attachments)) return refuse('invalid_attachments');
  const complaint = blocks.length > 0 ? complainAboutBlocks(blocks) : null;
  if (complaint !== null) return refuse(complaint.error, complaint.messages);
  if (attachments.length > 100) return refuse('too_many_attachments');
  for (const attachment of objectsOf(attachments)) {
    const inner = attachment['blocks'] === undefined ? null : complainAboutBlocks(attachment['blocks']);
    if (inner !== null) return refuse(inner.error, inner.messages);
  }
  if (text === '' && blocks.length === 0 && attachments.length === 0) return refuse('no_text');
  return { ok: true, content: { text, blocks: objectsOf(blocks), attachments: objectsOf(attachments) } };
}

/** Posts an answer of the app, ephemeral unless it says `in_channel`. The content has been checked. */
export function postResponse(
  { seed, state }: Inside,
  to: { channel: string; user: string; source?: StoredMessage | null },
  body: Record<string, unknown>,
): StoredMessage {
  const thread = textOf(body['thread_ts']);
  return addMessage(state, {
    channel: to.channel,
    user: seed.app.botUserId,
    botId: seed.app.botId,
    text: textOf(body['text']),
    blocks: objectsOf(body['blocks']),
    attachments: objectsOf(body['attachments']),
    thread: thread === '' ? null : thread,
    visibleTo: body['response_type'] === 'in_channel' ? null : to.user,
  });
}

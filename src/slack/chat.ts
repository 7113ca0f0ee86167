import type { webApi } from '@slack/bolt';

import type { Chat, ChatRefusal } from '../ports.ts';
import { createLanes } from './lanes.ts';
import { respondThrough } from './response-url.ts';

/** Nothing in our messages is to be unfolded, and nothing in them is looked up as a name or an address. */
const plain = { unfurl_links: false, unfurl_media: false, link_names: false } as const;

const isRefusal = (value: object): value is ChatRefusal =>
  'ok' in value && value.ok === false && 'reason' in value;

/**
 * The `Chat` port on Slack's Web API. Calls to one channel are made in order.
 * The client must reject rate-limited calls and make no repetitions of its own: the lanes do that.
 */
export const openChat = (client: webApi.WebClient, request: typeof fetch = fetch): Chat => {
  const lanes = createLanes();
  const done = async (lane: string, work: () => Promise<unknown>): Promise<{ ok: true } | ChatRefusal> => {
    const result = await lanes(lane, async () => {
      await work();
      return { ok: true as const };
    });
    return result;
  };
  return {
    async post({ channel, thread }, message) {
      const answer = await lanes(channel, () =>
        client.chat.postMessage({
          channel,
          ...message,
          ...plain,
          ...(thread !== undefined && { thread_ts: thread }),
        }),
      );
      if (isRefusal(answer)) return answer;
      if (answer.ts === undefined) throw new Error('Slack took a message and named no ts for it');
      return { ok: true, at: { channel: answer.channel ?? channel, ts: answer.ts } };
    },
    // chat.update looks for names and links unless told not to: https://docs.slack.dev/reference/methods/chat.update#arg_parse
    update: ({ channel, ts }, message) =>
      done(channel, () => client.chat.update({ channel, ts, ...message, parse: 'none', link_names: false })),
    whisper: ({ channel, user, thread }, message) =>
      done(channel, () =>
        client.chat.postEphemeral({
          channel,
          user,
          ...message,
          link_names: false,
          ...(thread !== undefined && { thread_ts: thread }),
        }),
      ),
    respond: respondThrough(request),
    openModal: (trigger, view) =>
      done(`modal ${trigger}`, () => client.views.open({ trigger_id: trigger, view })),
    publishHome: (user, view) => done(`home ${user}`, () => client.views.publish({ user_id: user, view })),
  };
};

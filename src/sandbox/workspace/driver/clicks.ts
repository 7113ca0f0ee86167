import type { Delivered } from '../delivery.ts';
import type { Inside } from '../inside.ts';
import { isObject, objectsOf, type JsonObject } from '../json.ts';
import { presentMessage } from '../present.ts';
import type { SeedUser } from '../seed.ts';
import type { StoredMessage, View } from '../state.ts';
import { findElement, stateOf, valueOf, type Choice } from './interactions.ts';

/** Which element, and what was chosen; `choices` is what the other inputs around it hold, by action id. */
export type Click = { actionId: string; blockId?: string; choice?: Choice; choices?: Record<string, Choice> };

/** Who and where, as every interaction payload says it. */
export function envelope({ seed }: Inside, user: SeedUser): JsonObject {
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: seed.team.id },
    api_app_id: seed.app.id,
    token: 'sandbox',
    team: { id: seed.team.id, domain: seed.team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function actionOf(inside: Inside, blocks: readonly JsonObject[], click: Click): JsonObject {
  const { block, element } = findElement(blocks, click.actionId, click.blockId);
  return {
    action_id: element['action_id'],
    block_id: block['block_id'],
    ...valueOf(element, click.choice ?? null),
    action_ts: inside.state.nextTs(),
  };
}

/** All blocks of a message, those of its attachments too. */
function blocksOf(message: StoredMessage): JsonObject[] {
  return [...message.blocks, ...message.attachments.flatMap((attachment) => objectsOf(attachment['blocks']))];
}

/**
 * Sends a click on an element of a message: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
 * An element that is not there throws: nobody could have clicked it.
 */
export async function clickMessage(
  inside: Inside,
  user: SeedUser,
  message: StoredMessage,
  click: Click,
): Promise<Delivered> {
  const channel = inside.state.channels.get(message.channel);
  const isEphemeral = message.visibleTo !== null;
  const attachment = message.attachments.findIndex((candidate) =>
    objectsOf(candidate['blocks']).some((block) =>
      JSON.stringify(block).includes(JSON.stringify(click.actionId)),
    ),
  );
  const payload = {
    type: 'block_actions',
    ...envelope(inside, user),
    container: {
      type: attachment < 0 ? 'message' : 'message_attachment',
      message_ts: message.ts,
      ...(attachment >= 0 && { attachment_id: attachment + 1, is_app_unfurl: false }),
      channel_id: message.channel,
      is_ephemeral: isEphemeral,
      ...(message.thread !== null && { thread_ts: message.thread }),
    },
    trigger_id: inside.triggers.create(user.id),
    channel: { id: message.channel, name: channel?.kind === 'im' ? 'directmessage' : (channel?.name ?? '') },
    ...(!isEphemeral && { message: presentMessage(inside, message) }),
    state: { values: stateOf(blocksOf(message), { ...click.choices, ...chosen(click) }) },
    response_url: inside.responseUrls.create({ channel: message.channel, user: user.id, source: message }),
    actions: [actionOf(inside, blocksOf(message), click)],
  };
  return await send(inside, payload, click.actionId);
}

/** The same for an element of a modal or the Home tab: `view` in place of channel, message and response_url. */
export async function clickView(
  inside: Inside,
  user: SeedUser,
  view: View,
  click: Click,
): Promise<Delivered> {
  const values = stateOf(view.blocks, { ...click.choices, ...chosen(click) });
  const payload = {
    type: 'block_actions',
    ...envelope(inside, user),
    container: { type: 'view', view_id: view.id },
    trigger_id: inside.triggers.create(user.id),
    view: { ...view, state: { values } },
    actions: [actionOf(inside, view.blocks, click)],
  };
  return await send(inside, payload, click.actionId);
}

const chosen = ({ actionId, choice }: Click): Record<string, Choice> =>
  choice === undefined ? {} : { [actionId]: choice };

/** Delivers an interaction and keeps what became of it in the log. */
export async function send(inside: Inside, payload: JsonObject, what: string): Promise<Delivered> {
  const delivered = await inside.deliver({ type: 'interactive', payload });
  const user = isObject(payload['user']) ? payload['user']['id'] : null;
  inside.state.changed({
    type: 'log',
    entry: {
      at: inside.now(),
      what: `${String(payload['type'])} ${what}`,
      ok: delivered.outcome === 'acked',
      detail: { user, ...delivered },
    },
  });
  return delivered;
}

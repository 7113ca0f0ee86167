import { complainAboutView } from '../blocks/check.ts';
import type { Delivered } from '../delivery.ts';
import type { Inside } from '../inside.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { SeedUser } from '../seed.ts';
import type { View } from '../state.ts';
import { makeView, pushView, replaceView, setStack, stackOf } from '../views.ts';
import { envelope, send } from './clicks.ts';
import { missingInputs, stateOf, type Choice } from './interactions.ts';

/**
 * What became of a submission. `incomplete`: the client held it back; `errors` names blocks and says why.
 * `refused`: the app answered with a view or an answer Slack does not take.
 */
export type SubmitOutcome =
  | Delivered
  | { outcome: 'incomplete'; errors: Record<string, string> }
  | { outcome: 'errors'; errors: Record<string, string> }
  | { outcome: 'refused'; messages: string[] };

/**
 * Submits the topmost modal of a user and does what the app answers:
 * https://docs.slack.dev/surfaces/modals#handling_submissions
 * @param choices what the inputs hold, by action id; the rest keep what they held at first
 */
export async function submitModal(
  inside: Inside,
  user: SeedUser,
  choices: Record<string, Choice>,
): Promise<SubmitOutcome> {
  const top = topOf(inside, user);
  const values = stateOf(top.blocks, choices);
  const missing = missingInputs(top.blocks, values);
  if (Object.keys(missing).length > 0) return { outcome: 'incomplete', errors: missing };
  const payload = {
    type: 'view_submission',
    ...envelope(inside, user),
    trigger_id: inside.triggers.create(user.id),
    view: { ...top, state: { values } },
    response_urls: [],
  };
  const delivered = await send(inside, payload, String(top['callback_id']));
  if (delivered.outcome !== 'acked') return delivered;
  return obey(inside, user, top, delivered);
}

function obey(
  inside: Inside,
  user: SeedUser,
  top: View,
  delivered: Delivered & { outcome: 'acked' },
): SubmitOutcome {
  const answer: JsonObject = isObject(delivered.payload) ? delivered.payload : {};
  const action = answer['response_action'];
  if (action === 'errors') return judgeErrors(top, answer['errors']);
  if (action === 'clear') setStack(inside, user.id, []);
  else if (action === 'update' || action === 'push') {
    const complaint = complainAboutView(answer['view'], 'modal');
    if (complaint !== null || !isObject(answer['view'])) {
      return { outcome: 'refused', messages: complaint?.messages ?? ['missing required field: view'] };
    }
    if (action === 'update') replaceView(inside, user.id, makeView(inside, answer['view'], top));
    else pushView(inside, user.id, makeView(inside, answer['view']));
  } else if (action === undefined) {
    setStack(
      inside,
      user.id,
      stackOf(inside, user.id).filter(({ id }) => id !== top.id),
    );
  } else return { outcome: 'refused', messages: [`unknown response_action ${JSON.stringify(action)}`] };
  return delivered;
}

/** Errors must name input blocks of the view; Slack shows "trouble connecting" for others. */
function judgeErrors(view: View, errors: unknown): SubmitOutcome {
  const inputs = view.blocks.filter(({ type }) => type === 'input').map((block) => block['block_id']);
  const named = Object.entries(isObject(errors) ? errors : {});
  const strange = named.filter(([id, text]) => !inputs.includes(id) || typeof text !== 'string');
  if (named.length === 0 || strange.length > 0) {
    return { outcome: 'refused', messages: strange.map(([id]) => `no input block ${id} in this view`) };
  }
  return { outcome: 'errors', errors: Object.fromEntries(named.map(([id, text]) => [id, String(text)])) };
}

/** Closes the topmost modal, or all of them; the app hears of it where the view asks for `notify_on_close`. */
export async function closeModal(inside: Inside, user: SeedUser, all: boolean): Promise<void> {
  const top = topOf(inside, user);
  const cleared = all || top['clear_on_close'] === true;
  setStack(inside, user.id, cleared ? [] : stackOf(inside, user.id).slice(0, -1));
  if (top['notify_on_close'] !== true) return;
  const payload = { type: 'view_closed', ...envelope(inside, user), view: top, is_cleared: cleared };
  await send(inside, payload, String(top['callback_id']));
}

function topOf(inside: Inside, user: SeedUser): View {
  const top = stackOf(inside, user.id).at(-1);
  if (top === undefined) throw new Error(`${user.name} has no modal open`);
  return top;
}

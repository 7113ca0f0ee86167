import type { Call } from '../src/calls.ts';
import { failureMessage } from '../src/messages/failure.ts';
import { deliveryOf, referenceOf } from './question.ts';
import type { World } from './world.ts';

/**
 * Tells the asker of a call that failed for good, once: one line with the reference under which the log has the reason.
 * An answer that had arrived before the failure stands.
 */
export const tellFailed = async (call: Call, error: unknown, world: World): Promise<void> => {
  const reference = referenceOf(call);
  world.log.error({ reference, call: call.name, err: error }, 'A call failed for good');
  if ((await world.ledger.read(call.id, 'end')) !== null) return;
  const attempt = { number: 0, last: true, signal: new AbortController().signal };
  const parent = failureMessage({
    reference,
    why: 'something went wrong in the bot itself.',
    whatToDo:
      'Ask again; if it fails once more, give the reference to whoever runs the bot: the log has the reason.',
  });
  await deliveryOf(call, world, attempt).answer(() => ({ parent, details: [] }), 'asker');
};

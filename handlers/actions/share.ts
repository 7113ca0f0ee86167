import { clickKey, type Action } from '../action.ts';
import { ask, handOver } from '../ask.ts';
import { complain } from '../command.ts';
import { callId } from '../ids.ts';

/** The button under a private answer that shows the answer to the whole channel. Its value is the answer's id. */
export const share: Action = {
  id: 'share',
  handle: (input, world) => {
    const request = { ...input, key: clickKey('share', input) };
    if (!/^[\w-]{8,64}$/.test(input.value)) {
      return ask(complain('This button does not say which answer it is about.'), request, world);
    }
    const { team, channel, user, thread, responseUrl } = input;
    const reply = { mode: 'private' as const, channel, user, thread, responseUrl };
    return handOver(
      {
        name: 'share',
        id: callId(team, channel, request.key),
        askedAt: world.now().toISOString(),
        call: { answerId: input.value, asker: { team, user }, reply },
      },
      false,
      world,
    );
  },
};

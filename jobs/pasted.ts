import { complaintMessage } from '../src/messages/complaint.ts';
import { pastedMessage } from '../src/messages/pasted.ts';
import { answerQuestion, deliveryOf } from './question.ts';
import type { Job } from './world.ts';

/** Answers about objects that were pasted: what they hold is all there is to look at. */
export const pasted: Job<'pasted'> = async (call, world, attempt) => {
  const read = await world.pasted(call.call.text);
  if ('complaint' in read) {
    const parent = complaintMessage({
      message: read.complaint,
      suggestions: ['paste'],
      command: world.command,
    });
    await deliveryOf(call, world, attempt).answer(() => ({ parent, details: [] }), 'asker');
    return;
  }
  await answerQuestion(
    {
      words: 'what you pasted',
      line: 'paste',
      open: () => read.cluster,
      find: (cluster) => world.whySole(cluster, read.now),
      render: pastedMessage,
      audience: (outcome) => (outcome.type === 'answer' ? 'all' : 'asker'),
    },
    call,
    world,
    attempt,
  );
};

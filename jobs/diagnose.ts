import { whyMessage } from '../src/messages/why-message.ts';
import { answerQuestion } from './question.ts';
import type { Job } from './world.ts';

/** Answers `why`: collects, judges, and posts the diagnosis. */
export const diagnose: Job<'diagnose'> = (call, world, attempt) => {
  const { target } = call.call;
  const place = target.namespace === null ? '' : ` -n ${target.namespace}`;
  return answerQuestion(
    {
      words: target.words,
      line: `why ${target.words}${place}`,
      open: ({ clusters }) => clusters(target.cluster),
      find: (cluster, now) => world.why(cluster, target, now),
      render: whyMessage,
      audience: (outcome) => (outcome.type === 'answer' ? 'all' : 'asker'),
    },
    call,
    world,
    attempt,
  );
};

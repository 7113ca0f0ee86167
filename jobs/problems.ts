import { problemsMessage } from '../src/messages/problems-message.ts';
import { answerQuestion } from './question.ts';
import type { Job } from './world.ts';

/** Answers `problems`: everything that is wrong in a namespace or in the whole cluster. */
export const problems: Job<'problems'> = (call, world, attempt) => {
  const { namespace, cluster: name } = call.call;
  return answerQuestion(
    {
      words: namespace === null ? 'all namespaces' : `namespace ${namespace}`,
      line: namespace === null ? 'problems -A' : `problems -n ${namespace}`,
      open: ({ clusters }) => clusters(name),
      find: (cluster, now) => world.problems(cluster, namespace, now),
      render: (outcome, options) => problemsMessage(outcome, { ...options, namespace }),
      audience: (outcome) => (outcome.type === 'problems' ? 'all' : 'asker'),
    },
    call,
    world,
    attempt,
  );
};

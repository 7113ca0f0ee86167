import type { Attempt, Work } from '../../src/queue/consumer.ts';

/** A worker that writes down what it was given. */
export function recorder(run: Work['run'] = async () => {}): {
  work: Work;
  runs: { id: string; number: number; last: boolean }[];
  failed: { id: string; error: string }[];
} {
  const runs: { id: string; number: number; last: boolean }[] = [];
  const failed: { id: string; error: string }[] = [];
  return {
    runs,
    failed,
    work: {
      concurrency: 4,
      run: (call, attempt: Attempt) => {
        runs.push({ id: call.id, number: attempt.number, last: attempt.last });
        return run(call, attempt);
      },
      onFailed: async (call, error) => {
        failed.push({ id: call.id, error: String(error) });
      },
    },
  };
}

import type { Call, CallName } from '../src/calls.ts';
import { diagnose } from './diagnose.ts';
import { pasted } from './pasted.ts';
import { problems } from './problems.ts';
import { share } from './share.ts';
import type { Attempt, Job, World } from './world.ts';

/** The job of each call. A call without one does not compile. */
export const jobs: { readonly [N in CallName]: Job<N> } = { diagnose, problems, pasted, share };

/** Runs the job of a call that left the queue. */
export const runJob = (call: Call, world: World, attempt: Attempt): Promise<void> => {
  if (call.name === 'diagnose') return jobs.diagnose(call, world, attempt);
  if (call.name === 'problems') return jobs.problems(call, world, attempt);
  if (call.name === 'pasted') return jobs.pasted(call, world, attempt);
  return jobs.share(call, world, attempt);
};

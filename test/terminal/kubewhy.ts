import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import type { Answer } from '../../src/answer.ts';

const program = join(import.meta.dirname, '..', '..', 'bin', 'kubewhy');

/** What a line of the terminal came to; `ms` is wall time. */
export type Said = { exit: number | null; out: string; err: string; ms: number };
type Surroundings = { env?: Record<string, string | undefined>; stdin?: string; cwd?: string };

/**
 * Types one line into a terminal of its own: `bin/kubewhy ARGS` as a child process with its output piped. It runs in a
 * folder without a configuration unless `cwd` names one.
 */
export const kubewhy = async (
  args: readonly string[],
  { env = {}, stdin, cwd = tmpdir() }: Surroundings = {},
): Promise<Said> => {
  const begun = performance.now();
  const child = spawn(program, [...args], { cwd, env: { ...process.env, ...env }, stdio: 'pipe' });
  const ended = once(child, 'close');
  // A line that is refused before its input is read closes the pipe early.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin ?? '');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await ended;
  return { exit: child.exitCode, out, err, ms: performance.now() - begun };
};

/** Asks why, as JSON. Throws what the terminal said where it gave no answer. */
export const askWhy = async (
  args: readonly string[],
  surroundings: Surroundings = {},
): Promise<{ exit: number | null; answer: Answer }> => {
  const { exit, out, err } = await kubewhy(['why', ...args, '-o', 'json'], surroundings);
  if (err !== '') throw new Error(`exit code ${exit}: ${err}`);
  const answer: Answer = JSON.parse(out);
  return { exit, answer };
};

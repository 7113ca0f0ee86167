import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export const root = join(import.meta.dirname, '..');

/** A bot in a process of its own. `ready` is the wall time from its start to its first screen, in milliseconds. */
export type Bot = { child: ChildProcess; pid: number; ready: number; screen: string; stop(): Promise<void> };

/**
 * Starts the bot by `command`, with a data folder and a Redis of its own, and waits for its first screen.
 * Rejects with what it wrote to stderr where there is none.
 */
export const startBot = async (
  command: readonly [string, ...string[]],
  variables: Readonly<Record<string, string | undefined>>,
): Promise<Bot> => {
  const folder = await mkdtemp(join(tmpdir(), 'kubewhy-bench-'));
  const begun = performance.now();
  const [program, ...words] = command;
  const child = spawn(program, words, {
    cwd: root,
    env: { ...process.env, KUBEWHY_DATA: folder, LOG_LEVEL: 'warn', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors = text(child.stderr);
  let screen = '';
  let ready = Number.NaN;
  for await (const part of child.stdout.iterator({ destroyOnReturn: false })) {
    screen += String(part);
    if (!screen.includes('Ctrl-C')) continue;
    ready = performance.now() - begun;
    break;
  }
  if (Number.isNaN(ready)) throw new Error(`The bot did not start: ${await errors}`);
  child.stdout.resume();
  return {
    child,
    pid: child.pid ?? 0,
    ready,
    screen,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
};

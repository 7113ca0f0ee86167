import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pino } from 'pino';

import type { Call, Enqueue } from '../../src/calls.ts';
import { findRedis, type RedisProcess, startRedis } from '../../src/queue/redis-process.ts';

export const silent = pino({ level: 'silent' });

async function program(): Promise<string> {
  const found = await findRedis(process.env['PATH'] ?? '');
  if (found === null) throw new Error('These tests need redis-server');
  return found;
}

/** A Redis that a test may kill and start again on the same socket and the same file. */
export type TestRedis = {
  socket: string;
  folder: string;
  start(): Promise<RedisProcess>;
  remove(): Promise<void>;
};

export async function testRedis(): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'kubewhy-test-'));
  const socket = join(folder, 'redis.sock');
  const started: RedisProcess[] = [];
  return {
    socket,
    folder,
    async start() {
      const redis = await startRedis(await program(), folder, socket);
      started.push(redis);
      return redis;
    },
    async remove() {
      await Promise.all(started.map((each) => each.end()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function aCall(id: string): Call {
  return {
    name: 'problems',
    id,
    askedAt: new Date().toISOString(),
    call: {
      namespace: null,
      cluster: null,
      asker: { team: 'T1', user: 'U1' },
      reply: { mode: 'open', channel: 'C1', user: 'U1', thread: null, responseUrl: null },
    },
  };
}

/** Runs a TypeScript file in a Node of its own; `said` resolves with its first line of output. */
export function runScript(
  file: string,
  args: string[],
): { pid: number; said: Promise<string>; ended: Promise<void> } {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = Promise.withResolvers<string>();
  const ended = Promise.withResolvers<void>();
  child.stdout.setEncoding('utf8').once('data', (text: string) => said.resolve(text.trim()));
  child.once('exit', () => {
    ended.resolve();
    said.reject(new Error(`${file} ended without a word`));
  });
  said.promise.catch(() => {});
  if (child.pid === undefined) throw new Error(`${file} did not start`);
  return { pid: child.pid, said: said.promise, ended: ended.promise };
}

/** Waits until `holds`, looking every 50 ms; throws after `milliseconds`. */
export async function eventually(
  holds: () => boolean | Promise<boolean>,
  milliseconds = 10_000,
): Promise<void> {
  const latest = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > latest) throw new Error(`Did not come true within ${milliseconds} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Hands a call over, again and again until the queue has found its Redis; the same id stays one job. */
export function accepted(enqueue: Enqueue, call: Call): Promise<void> {
  return eventually(async () => (await enqueue(call)).ok);
}

import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';

import { type PrivateRedis, startPrivateRedis } from '../../src/queue/private-redis.ts';
import { answersPing, findRedis, say } from '../../src/queue/redis-process.ts';
import { eventually, runScript, silent } from './redis-server.ts';

const bot = join(import.meta.dirname, 'bot.ts');
let folder: string;
let open: PrivateRedis[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubewhy-test-'));
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((each) => each.close()));
  await rm(folder, { recursive: true, force: true });
});

async function start(where = folder): Promise<PrivateRedis> {
  const redis = await startPrivateRedis({ folder: where, log: silent });
  open.push(redis);
  return redis;
}

async function tell<T>(socket: string, what: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis({ path: socket });
  try {
    return await what(redis);
  } finally {
    redis.disconnect();
  }
}

test('answers on a socket only its owner can open, never evicts, and is gone after close', async () => {
  const server = await start();
  const { socket } = server;

  expect(
    await tell(socket, (redis) => redis.config('GET', 'maxmemory-policy', 'appendonly', 'port')),
  ).toEqual(expect.arrayContaining(['maxmemory-policy', 'noeviction', 'appendonly', 'yes', 'port', '0']));
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(socket)).mode & 0o777).toBe(0o700);
  await server.close();
  expect(await answersPing(socket)).toBe(false);
});

test('keeps what it was told over a restart', async () => {
  const first = await start();
  await tell(first.socket, (redis) => redis.set('word', 'kept'));
  await first.close();

  const second = await start();
  expect(await tell(second.socket, (redis) => redis.get('word'))).toBe('kept');
});

test('a second bot on the same folder is told so, and the first goes on', async () => {
  const { socket } = await start();

  await expect(start()).rejects.toThrow(
    `Another kubewhy runs on ${folder}. End it, give this one a folder of its own with KUBEWHY_DATA, or set REDIS_URL for both.`,
  );
  expect(await answersPing(socket)).toBe(true);
});

test('is started again when it dies', async () => {
  const { socket } = await start();
  const processId = async (): Promise<string | undefined> =>
    /process_id:(\d+)/.exec((await say(socket, 'INFO server')) ?? '')?.[1];
  const before = await processId();
  process.kill(Number(before), 'SIGKILL');

  await eventually(async () => ![undefined, before].includes(await processId()));
  expect(await answersPing(socket)).toBe(true);
});

test('a deep folder has its socket elsewhere, with a path short enough', async () => {
  const { socket } = await start(join(folder, 'deep-'.repeat(30)));

  expect(socket.length).toBeLessThanOrEqual(100);
  expect(await answersPing(socket)).toBe(true);
});

test('without a server installed it names what to do', async () => {
  const findProgram = (): Promise<string | null> => findRedis(folder, []);
  await expect(startPrivateRedis({ folder, log: silent, findProgram })).rejects.toThrow(
    'No redis-server or valkey-server is installed. Install one, or set REDIS_URL to a Redis that runs.',
  );
});

test.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
  'a bot ended by %s leaves no server behind, and the next one has its words',
  async (signal) => {
    const killed = runScript(bot, [folder]);
    const socket = await killed.said;
    await tell(socket, (redis) => redis.set('word', signal));
    process.kill(killed.pid, signal);
    await killed.ended;

    await eventually(async () => !(await answersPing(socket)));
    const next = await start();
    expect(await tell(next.socket, (redis) => redis.get('word'))).toBe(signal);
  },
  30_000,
);

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';

import type { Enqueued } from '../../src/calls.ts';
import { startPrivateRedis } from '../../src/queue/private-redis.ts';
import { openQueue, type Queue } from '../../src/queue/queue.ts';
import { recorder } from './recorder.ts';
import { accepted, aCall, eventually, runScript, silent, type TestRedis, testRedis } from './redis-server.ts';

const bot = join(import.meta.dirname, 'bot.ts');
let redis: TestRedis;
let open: { close(): Promise<void> }[];

beforeEach(async () => {
  redis = await testRedis();
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((each) => each.close()));
  await redis.remove();
}, 30_000);

function queueAt(socket = redis.socket): Queue {
  const queue = openQueue({ address: { socket }, log: silent });
  open.push(queue);
  return queue;
}

const unavailable: Enqueued = {
  ok: false,
  reason: 'unavailable',
  message: 'The queue (Redis) does not answer, so the request was not taken. Try again in a minute.',
};

test('with Redis absent every call is answered within a second, none is run later, and new ones work', async () => {
  const queue = queueAt();
  const { work, runs } = recorder();
  queue.work(work);
  const begun = Date.now();
  const answers = await Promise.all(['early-1', 'early-2', 'early-3'].map((id) => queue.enqueue(aCall(id))));
  expect(Date.now() - begun).toBeLessThan(1500);
  expect(answers).toEqual([unavailable, unavailable, unavailable]);
  expect(await queue.ready()).toEqual({ ok: false, why: 'Redis does not answer' });

  await redis.start();
  await eventually(async () => (await queue.ready()).ok);
  await accepted(queue.enqueue, aCall('later'));
  await eventually(() => runs.length > 0);
  expect(runs.map((each) => each.id)).toEqual(['later']);
}, 30_000);

test('a Redis that is killed and comes back has every call it acknowledged, each run', async () => {
  const first = await redis.start();
  const queue = queueAt();
  const { work, runs } = recorder();
  const ids = Array.from({ length: 50 }, (_, index) => `c-${index}`);
  for (const id of ids) await accepted(queue.enqueue, aCall(id));
  queue.work(work);
  await eventually(() => runs.length > 0);
  first.endNow('SIGKILL');
  await first.ended;
  await redis.start();
  await eventually(() => new Set(runs.map((each) => each.id)).size === ids.length, 20_000);
  await accepted(queue.enqueue, aCall('after'));
  await eventually(() => runs.some((each) => each.id === 'after'));
  expect(new Set(runs.map((each) => each.id))).toEqual(new Set([...ids, 'after']));
}, 40_000);

test('a full Redis is told apart from an absent one', async () => {
  await redis.start();
  const queue = queueAt();
  await accepted(queue.enqueue, aCall('fits'));
  const admin = new Redis({ path: redis.socket });
  await admin.config('SET', 'maxmemory', '1');
  admin.disconnect();
  expect(await queue.enqueue(aCall('too-much'))).toEqual({
    ok: false,
    reason: 'full',
    message: 'The memory of Redis is full. Nothing was started; try again in a minute.',
  });
});

test('a job whose process was killed is run again by the next within 15 s', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kubewhy-test-'));
  const killed = runScript(bot, [folder, 'left-behind']);
  await killed.said;
  process.kill(killed.pid, 'SIGKILL');
  await killed.ended;
  const again = Date.now();

  const next = await startPrivateRedis({ folder, log: silent });
  const queue = queueAt(next.socket);
  const { work, runs } = recorder();
  queue.work(work);
  await eventually(() => runs.length > 0, 20_000);
  expect(Date.now() - again).toBeLessThan(15_000);
  expect(runs).toEqual([{ id: 'left-behind', number: 1, last: false }]);
  await queue.close();
  await next.close();
}, 60_000);

test('close ends in time with Redis gone and a job at hand', async () => {
  const server = await redis.start();
  const queue = queueAt();
  const held = Promise.withResolvers<void>();
  const { work, runs } = recorder(() => held.promise);
  queue.work(work);
  await accepted(queue.enqueue, aCall('held'));
  await eventually(() => runs.length === 1);
  await server.end();
  const begun = Date.now();
  await queue.close();
  expect(Date.now() - begun).toBeLessThan(10_000);
  held.resolve();
}, 30_000);

test('close waits for a job that ends', async () => {
  await redis.start();
  const queue = queueAt();
  let done = false;
  const { work, runs } = recorder(async () => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    done = true;
  });
  queue.work(work);
  await accepted(queue.enqueue, aCall('short'));
  await eventually(() => runs.length === 1);
  await queue.close();
  expect(done).toBe(true);
});

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Queue as BullQueue } from 'bullmq';
import { Redis } from 'ioredis';

import { openQueue, type Queue } from '../../src/queue/queue.ts';
import { recorder } from './recorder.ts';
import { accepted, aCall, eventually, silent, type TestRedis, testRedis } from './redis-server.ts';

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

function queueAt(): Queue {
  const queue = openQueue({ address: { socket: redis.socket }, log: silent });
  open.push(queue);
  return queue;
}

test('the same call twice is one job, and the job is the call', async () => {
  await redis.start();
  const queue = queueAt();
  const call = aCall('a1b2');
  await Promise.all([accepted(queue.enqueue, call), accepted(queue.enqueue, call)]);

  const taken = Promise.withResolvers<unknown>();
  const { work, runs } = recorder(async (given) => taken.resolve(given));
  queue.work(work);
  expect(await taken.promise).toEqual(call);
  expect(await queue.enqueue(call)).toEqual({ ok: true });
  await accepted(queue.enqueue, aCall('c3d4'));
  await eventually(() => runs.length === 2);
  expect(runs.map((each) => each.id)).toEqual(['a1b2', 'c3d4']);
  expect(await queue.ready()).toEqual({ ok: true });
});

test('more calls than may wait for Redis are turned away at once', async () => {
  const queue = queueAt();
  const answers = await Promise.all(
    Array.from({ length: 250 }, (_, index) => queue.enqueue(aCall(`c-${index}`))),
  );
  const reasons = answers.map((answer) => (answer.ok ? 'ok' : answer.reason));
  expect(reasons.filter((reason) => reason === 'unavailable')).toHaveLength(200);
  expect(reasons.filter((reason) => reason === 'full')).toHaveLength(50);
});

test('a failing call is tried three times, and its asker is told once, after the last', async () => {
  await redis.start();
  const queue = queueAt();
  const { work, runs, failed } = recorder(() => Promise.reject(new Error('no route to the cluster')));
  queue.work(work);
  await accepted(queue.enqueue, aCall('fails'));
  await eventually(() => failed.length > 0, 15_000);
  expect(runs).toEqual([
    { id: 'fails', number: 1, last: false },
    { id: 'fails', number: 2, last: false },
    { id: 'fails', number: 3, last: true },
  ]);
  expect(failed).toEqual([{ id: 'fails', error: 'Error: no route to the cluster' }]);
}, 30_000);

test('a call that fails once is run again and nobody is told', async () => {
  await redis.start();
  const queue = queueAt();
  const { work, runs, failed } = recorder((_, { number }) =>
    number === 1 ? Promise.reject(new Error('once')) : Promise.resolve(),
  );
  queue.work(work);
  await accepted(queue.enqueue, aCall('once'));
  await eventually(() => runs.length === 2);
  expect({ numbers: runs.map((each) => each.number), failed }).toEqual({ numbers: [1, 2], failed: [] });
}, 20_000);

test('a job that is no call is failed and left alone', async () => {
  await redis.start();
  const queue = queueAt();
  const { work, runs, failed } = recorder();
  const connection = new Redis({ path: redis.socket, maxRetriesPerRequest: null });
  const bull = new BullQueue('calls', { connection, prefix: '{kubewhy}' });
  open.push({ close: () => bull.close().then(() => connection.disconnect()) });
  const options = { attempts: 3 };
  await bull.add('diagnose', { ...aCall('forged'), name: 'diagnose' }, { ...options, jobId: 'forged' });
  await bull.add('explode', { ...aCall('strange'), name: 'explode' }, { ...options, jobId: 'strange' });
  queue.work(work);
  await eventually(async () => (await bull.getFailedCount()) === 2);
  const jobs = await bull.getFailed();
  expect(Object.fromEntries(jobs.map((job) => [job.id, job.failedReason]))).toEqual({
    forged: expect.stringMatching(/^Not a call: .*target/s),
    strange: 'Not a call: No job is called "explode"',
  });
  expect({ runs, failed }).toEqual({ runs: [], failed: [] });
});

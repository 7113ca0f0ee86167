import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';

import type { Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/redis-store.ts';
import { eventually, type TestRedis, testRedis } from '../queue/redis-server.ts';

let server: TestRedis;
let redis: Redis;
let store: Store;

beforeEach(async () => {
  server = await testRedis();
  await server.start();
  redis = new Redis({ path: server.socket });
  store = openStore(redis);
});
afterEach(async () => {
  redis.disconnect();
  await server.remove();
});

test.each([{ a: [1, null, 'x'] }, 'text', 0, false, null])('keeps %j as it was', async (value) => {
  await store.put('key', value, 60);
  expect(await store.read('key')).toEqual(value);
  expect(await redis.keys('*')).toEqual(['{kubewhy}:store:key']);
});

test('what was never kept, or is past its time, is null', async () => {
  expect(await store.read('never')).toBeNull();
  await store.put('short', 'x', 1);
  await eventually(async () => (await store.read('short')) === null);
});

test('one of many claims wins, and the next once the time is over', async () => {
  const claims = await Promise.all(Array.from({ length: 20 }, () => store.claim('slot', 1)));
  expect(claims.filter((won) => won)).toHaveLength(1);
  await eventually(() => store.claim('slot', 1));
});

test('a claim whose reply was lost with the connection stays won', async () => {
  const resent = new Redis({ path: server.socket });
  resent.set = new Proxy(resent.set.bind(resent), {
    async apply(send, self, words) {
      await Reflect.apply(send, self, words);
      return Reflect.apply(send, self, words);
    },
  });
  expect(await openStore(resent).claim('slot', 60)).toBe(true);
  expect(await store.claim('slot', 60)).toBe(false);
  resent.disconnect();
});

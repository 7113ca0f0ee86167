import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';

import { checkRedis } from '../../src/queue/check-redis.ts';
import { type TestRedis, testRedis } from './redis-server.ts';

let server: TestRedis;
let admin: Redis;

beforeEach(async () => {
  server = await testRedis();
  await server.start();
  admin = new Redis({ path: server.socket });
});
afterEach(async () => {
  admin.disconnect();
  await server.remove();
});

test('a Redis that never evicts may hold the queue', async () => {
  expect(await checkRedis(admin)).toEqual({ ok: true, version: expect.stringMatching(/^\d+\.\d+/) });
});

const evicts = {
  ok: false,
  complaint:
    'This Redis has maxmemory-policy allkeys-lru: when its memory is full it drops requests unseen. ' +
    'Set it with `redis-cli CONFIG SET maxmemory-policy noeviction` and keep it with the line ' +
    '`maxmemory-policy noeviction` in redis.conf; a managed Redis has it among its parameters.',
};

test('one that evicts is refused, with what to do', async () => {
  await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
  expect(await checkRedis(admin)).toEqual(evicts);
});

test('where CONFIG is closed, INFO tells', async () => {
  await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
  await admin.call('ACL', 'SETUSER', 'tenant', 'on', '>secret', '~*', '+@all', '-config');
  const tenant = new Redis({ path: server.socket, username: 'tenant', password: 'secret' });
  expect(await checkRedis(tenant)).toEqual(evicts);
  tenant.disconnect();
});

import { afterEach, expect, test } from '@jest/globals';

import type { Checks } from '../../src/health/health.ts';
import { serveHealth, type HealthServer } from '../../src/health/server.ts';

let server: HealthServer;
afterEach(() => server.close());

const ask = async (checks: Checks, path: string, method = 'GET'): Promise<[number, string]> => {
  server = await serveHealth(checks, { host: '127.0.0.1', port: 0 });
  const answer = await fetch(`${server.url}${path}`, { method });
  return [answer.status, await answer.text()];
};
const broken = () => {
  throw new Error('no socket');
};
const fine = () => ({ ok: true as const });

test('ready when every check passes', async () => {
  expect(await ask({ slack: fine, queue: async () => fine() }, '/readyz')).toEqual([
    200,
    '[+]slack ok\n[+]queue ok\nready\n',
  ]);
});

test('not ready with the reason, also when a check throws', async () => {
  expect(
    await ask(
      { slack: fine, queue: () => ({ ok: false, why: 'Redis does not answer' }), other: broken },
      '/readyz',
    ),
  ).toEqual([503, '[+]slack ok\n[-]queue Redis does not answer\n[-]other Error: no socket\nnot ready\n']);
});

test.each([
  ['/livez', 'GET', 200],
  ['/', 'GET', 404],
  ['/readyz', 'POST', 405],
])('%s %s is %i', async (path, method, status) => {
  const [answered] = await ask({ queue: () => ({ ok: false, why: 'away' }) }, path, method);
  expect(answered).toBe(status);
});

import { expect, test } from '@jest/globals';

import { type Sign, watch } from '../../src/queue/watchdog.ts';
import { silent } from './redis-server.ts';

/** Gives the watchdog these signs, one each round, and counts how often it found the worker deaf. */
async function rounds(signs: Sign[], deaf: number): Promise<number> {
  const end = new AbortController();
  let found = 0;
  const probe = async (): Promise<Sign> => {
    const sign = signs.shift();
    if (sign === undefined) end.abort();
    return sign ?? 'alive';
  };
  const onDeaf = async (): Promise<void> => {
    found += 1;
  };
  await watch(probe, onDeaf, { every: 20, deaf }, end.signal, silent);
  return found;
}

test.each<[string, Sign[], number]>([
  ['a worker that takes jobs', ['alive', 'alive', 'alive'], 0],
  ['one that was silent for a moment', ['alive', 'silent', 'alive', 'silent', 'alive'], 0],
  ['a Redis that is away', ['alive', 'unreachable', 'unreachable', 'unreachable', 'unreachable'], 0],
  ['a Redis that comes back', ['silent', 'unreachable', 'silent', 'alive'], 0],
  ['a worker that stays silent', ['alive', 'silent', 'silent', 'silent'], 1],
])('%s', async (_, signs, deaf) => {
  // Three rounds of silence are at least 50 ms; one or two, on any machine that runs a timer within a second, are not.
  expect(await rounds([...signs], deaf === 1 ? 50 : 1000)).toBe(deaf);
});

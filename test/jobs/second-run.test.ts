import { describe, expect, test } from '@jest/globals';

import { runJob } from '../../jobs/index.ts';
import { createLedger } from '../../jobs/ledger.ts';
import { attempt, newWorld, question, silent, type Said } from './memory.ts';

const brief = (said: readonly Said[]): string[] => said.map(({ how, to }) => `${how} ${to}`);

describe('a second run', () => {
  test('after an error in the details edits the parent and posts only what is missing', async () => {
    const { world, said, slack } = newWorld();
    let posts = 0;
    slack.after = () => {
      posts += 1;
      if (posts === 1) {
        slack.refuse = () => {
          throw new Error('no answer from Slack');
        };
      }
    };
    await expect(runJob(question(), world, attempt)).rejects.toThrow('no answer from Slack');
    slack.refuse = () => null;
    await runJob(question(), world, { ...attempt, number: 2 });
    expect(brief(said).slice(0, 3)).toEqual(['post C1', 'update C1 1.0', 'post C1 1.0']);
    expect(brief(said).filter((line) => line === 'post C1')).toHaveLength(1);
  });

  test('in another process edits what the ledger in the store knows', async () => {
    const { world, said, store } = newWorld();
    await runJob(question(), world, attempt);
    const before = said.length;
    await runJob(question(), { ...world, ledger: createLedger(store.store, silent) }, attempt);
    expect(brief(said.slice(before)).every((line) => line.startsWith('update'))).toBe(true);
  });

  test('after a crash between Slack and the ledger posts again, and says so in the log', async () => {
    const { world, said, store } = newWorld();
    await world.ledger.intend(question().id, 'parent');
    const warnings: string[] = [];
    const log = { ...silent, warn: (_: Record<string, unknown>, message: string) => warnings.push(message) };
    await runJob(question(), { ...world, ledger: createLedger(store.store, silent), log }, attempt);
    expect(brief(said)[0]).toBe('post C1');
    expect(warnings).toContain('An earlier run may have posted this already');
  });

  test('of a private answer tells nobody twice', async () => {
    const { world, said } = newWorld();
    await runJob(question({ mode: 'private' }), world, attempt);
    await runJob(question({ mode: 'private' }), world, attempt);
    expect(brief(said)).toEqual(['respond https://respond asker']);
  });

  test('while the store is away still edits what this process posted', async () => {
    const { world, said, store } = newWorld();
    store.state.away = true;
    await runJob(question(), world, attempt);
    const before = said.length;
    expect(before).toBeGreaterThan(0);
    await runJob(question(), world, attempt);
    expect(brief(said.slice(before)).every((line) => line.startsWith('update'))).toBe(true);
  });

  test('stops where another worker took the call over', async () => {
    const { world, said } = newWorld();
    const signal = AbortSignal.abort();
    await expect(runJob(question(), world, { ...attempt, signal })).rejects.toThrow('Another worker');
    expect(said).toEqual([]);
  });
});

import { expect, test } from '@jest/globals';

import { conditionsAt } from '../../src/facts/outside/conditions.ts';

test('a condition keeps only what is a time as its time', () => {
  const conditions = [
    {
      type: 'Ready',
      status: 'False',
      lastTransitionTime: 'yesterday',
      lastUpdateTime: '2026-01-02T03:04:05Z',
    },
    { type: 'Synced', status: 'True', lastTransitionTime: '2026-13-40T00:00:00Z', observedGeneration: 3 },
    { status: 'True' },
  ];
  expect(conditionsAt({ status: { conditions } }, 'status', 'conditions')).toEqual([
    {
      type: 'Ready',
      status: 'False',
      reason: undefined,
      message: undefined,
      at: '2026-01-02T03:04:05Z',
      generation: undefined,
    },
    { type: 'Synced', status: 'True', reason: undefined, message: undefined, at: undefined, generation: '3' },
  ]);
});

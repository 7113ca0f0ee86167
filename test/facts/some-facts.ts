import type { Facts } from '../../src/facts/facts.ts';
import { gather } from '../../src/facts/harvest.ts';

const now = '2026-11-22T12:00:00Z';

/** Facts with nothing but what a test gives. */
export const someFacts = (
  objects: Partial<Facts['objects']> = {},
  rest: Partial<Omit<Facts, 'objects'>> = {},
): Facts => {
  const none = gather({ cluster: 'test', now }, [], { logs: [], keys: [], gaps: [] });
  return { ...none, ...rest, objects: { ...none.objects, ...objects } };
};

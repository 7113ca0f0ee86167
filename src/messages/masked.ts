import { maskSecrets } from './mask.ts';
import { clean } from './text.ts';

/**
 * A plain JSON value with every string cleaned and its secrets masked, for machine-readable output. Shapes stay.
 * Lines to copy are masked like the rest: they are made of names, which hold no secret.
 */
export const masked = <T>(value: T): T => {
  const walk = (one: unknown): unknown => {
    if (typeof one === 'string') return maskSecrets(clean(one));
    if (Array.isArray(one)) return one.map(walk);
    if (one === null || typeof one !== 'object') return one;
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, walk(inner)]));
  };
  // The walk changes strings alone.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return walk(value) as T;
};

import { isFields } from './outside/json.ts';

/**
 * Whether all that is in `part` is in `whole` as well: what admission and defaults added to a pod does not count. A list of
 * scalars, such as a command, is one value.
 */
export const isPartOf = (part: unknown, whole: unknown): boolean => {
  if (part === undefined || part === null) return true;
  if (Array.isArray(part)) {
    const [items, others]: [unknown[], unknown[]] = [part, Array.isArray(whole) ? whole : []];
    return items.every((item) => typeof item !== 'object')
      ? JSON.stringify(items) === JSON.stringify(others)
      : items.every((item) => others.some((other) => isPartOf(item, other)));
  }
  if (isFields(part))
    return isFields(whole) && Object.entries(part).every(([key, value]) => isPartOf(value, whole[key]));
  return part === whole;
};

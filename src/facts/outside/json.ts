/** Reading of JSON whose shape only its own project knows: what is not there, or of another type, is undefined. */

import { isTime } from '../times.ts';

export type Fields = { readonly [field: string]: unknown };

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path of field names: `at(object, 'spec', 'issuerRef', 'name')`. */
export const at = (value: unknown, ...path: readonly string[]): unknown => {
  let here = value;
  for (const step of path) here = isFields(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  return here;
};

/** The text at a path; a number reads as text too. */
export const textAt = (value: unknown, ...path: readonly string[]): string | undefined => {
  const found = at(value, ...path);
  if (typeof found === 'number') return String(found);
  return typeof found === 'string' && found !== '' ? found : undefined;
};

/** The time at a path; what is none as the API writes times is undefined. */
export const timeAt = (value: unknown, ...path: readonly string[]): string | undefined => {
  const found = textAt(value, ...path);
  return found !== undefined && isTime(found) ? found : undefined;
};

/** The objects of a list at a path. */
export const listAt = (value: unknown, ...path: readonly string[]): Fields[] => {
  const found = at(value, ...path);
  return Array.isArray(found) ? found.filter(isFields) : [];
};

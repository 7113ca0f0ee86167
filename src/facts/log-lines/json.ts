import { isFields, lineOfFields } from './fields.ts';
import type { LogLine } from './log-line.ts';

/** A line of JSON as it is meant; null where it is none, or not one of a log. */
export const jsonLine = (raw: string): LogLine | null => {
  const text = raw.trim();
  if (!text.startsWith('{') || !text.endsWith('}')) return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  return isFields(parsed) ? lineOfFields(raw, parsed) : null;
};

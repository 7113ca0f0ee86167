import { errorFields, levelFields, messageFields, nested, peerFields, stackFields } from './field-names.ts';
import { levelNamed, levelNumbered } from './levels.ts';
import type { Level, LogLine } from './log-line.ts';

/** The fields of a structured line: parsed JSON, or the pairs of logfmt. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object with fields, and not a list. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const empty = new Set(['', 'null', 'nil', '<nil>', 'none', 'undefined', 'false', '0', '-', '{}', '[]']);

/** What one of the names holds as text: a string, a list of lines, or the message of an error object. */
const textOf = (value: unknown): string | null => {
  if (typeof value === 'string') return empty.has(value.trim().toLowerCase()) ? null : value.trim();
  if (typeof value === 'number') return null;
  if (Array.isArray(value)) {
    const lines: unknown[] = value;
    const texts = lines.filter((line) => typeof line === 'string');
    return texts.length === 0 ? null : texts.join('\n');
  }
  if (!isFields(value)) return null;
  const fields = lowered(value);
  const message = textOf(
    fields.get('message') ?? fields.get('msg') ?? fields.get('error') ?? fields.get('errmsg'),
  );
  const name = textOf(
    fields.get('type') ?? fields.get('name') ?? fields.get('class') ?? fields.get('codename'),
  );
  if (message === null) return name;
  return name === null || name === 'Error' || message.includes(name) ? message : `${name}: ${message}`;
};

const lowered = (fields: Fields): Map<string, unknown> =>
  new Map(Object.entries(fields).map(([key, value]) => [key.toLowerCase(), value]));

const first = <T>(
  fields: Map<string, unknown>,
  names: readonly string[],
  take: (value: unknown) => T | null,
): T | null => {
  for (const name of names) {
    const taken = fields.has(name) ? take(fields.get(name)) : null;
    if (taken !== null) return taken;
  }
  return null;
};

const levelOf = (value: unknown): Level | null => {
  if (typeof value === 'number') return levelNumbered(value);
  if (typeof value !== 'string') return isFields(value) ? levelOf(value['name']) : null;
  return levelNamed(value.trim()) ?? (/^\d+$/.test(value) ? levelNumbered(Number(value)) : null);
};

const severalLines = (value: unknown): string | null => {
  const text = textOf(value);
  return text !== null && text.includes('\n') ? text : null;
};

/** The stack in one of the fields, or in the fields of the error object that stands in one of them. */
const stackOf = (fields: Map<string, unknown>): string | null => {
  const own = first(fields, stackFields, severalLines);
  if (own !== null) return own;
  for (const name of nested) {
    const inner = fields.get(name);
    const found = isFields(inner) ? first(lowered(inner), stackFields, severalLines) : null;
    if (found !== null) return found;
  }
  return null;
};

const errorOf = (fields: Map<string, unknown>): string | null => {
  const own = first(fields, errorFields, textOf);
  if (own !== null) return own;
  for (const name of ['attr', 'jsonpayload', 'data', 'context', 'fields', 'properties']) {
    const inner = fields.get(name);
    const found = isFields(inner) ? first(lowered(inner), errorFields, textOf) : null;
    if (found !== null) return found;
  }
  return null;
};

/** A peer is worth naming only as an address or as a Service: other bare names in a log line are mostly those of the writer. */
const peerOf = (fields: Map<string, unknown>): string | null =>
  first(fields, peerFields, (value) =>
    typeof value === 'string' && /^\S{1,300}$/.test(value) && /:\d|:\/\/|\.svc(?:\.|$)/.test(value)
      ? value
      : null,
  );

/** Joins a message and what is said beside it, unless the one already holds the other. */
export const joined = (message: string | null, error: string | null): string => {
  if (error === null) return message ?? '';
  if (message === null || error.includes(message)) return error;
  return message.includes(error) ? message : `${message}: ${error}`;
};

/** The first line of an error, and where that opens a list (`yaml: unmarshal errors:`) the second one too. */
const firstWords = (error: string): string | null => {
  const [opening, next] = error
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (opening === undefined) return null;
  return opening.endsWith(':') && next !== undefined ? `${opening} ${next}` : opening;
};

/** A structured line as it is meant; null where the fields are not those of a log line. */
export const lineOfFields = (raw: string, given: Fields): LogLine | null => {
  const fields = lowered(given);
  const level = first(fields, levelFields, levelOf);
  const message = first(fields, messageFields, textOf);
  const error = errorOf(fields);
  if (message === null && error === null) return null;
  const stack = (stackOf(fields) ?? '').split('\n').filter((line) => line.trim() !== '');
  const shortError = error === null ? null : firstWords(error);
  // An error that is a stack trace itself is read as one.
  const isInStack = error?.includes('\n') === true && stack.includes(error.split('\n')[0] ?? '');
  const [said = '', ...more] = joined(message, isInStack ? null : shortError).split('\n');
  return {
    raw,
    level,
    said: said.trim(),
    stack: [...more, ...stack].filter((line) => line.trim() !== '').slice(0, 200),
    record: true,
    peer: peerOf(fields),
  };
};

import { lineOfFields } from './fields.ts';
import { readAtMost } from './log-line.ts';
import type { LogLine } from './log-line.ts';

const pair = /(?<![^\s])([A-Za-z_@][\w.@/-]{0,60})=("(?:[^"\\]|\\.)*"|[^\s"]*)/g;
const unquoted = (value: string): string =>
  value.startsWith('"')
    ? value
        .slice(1, -1)
        .replaceAll(/\\(.)/g, (_, escaped: string) =>
          escaped === 'n' ? '\n' : escaped === 't' ? '\t' : escaped,
        )
    : value;

/** The `key=value` pairs of a text, in their order: https://brandur.org/logfmt. */
export const pairsIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.slice(0, readAtMost).matchAll(pair)].map(([, key = '', value = '']) => [key, unquoted(value)]),
  );

const begins = /^\s{0,8}(?:time|ts|t|timestamp|level|lvl|severity|msg|message|logger|caller|at)=/;

/** A logfmt line as it is meant; null where it is none. */
export const logfmtLine = (raw: string): LogLine | null => {
  if (!begins.test(raw) || !/\b(?:level|lvl|severity|msg|message|err|error)=/.test(raw)) return null;
  return lineOfFields(raw, pairsIn(raw));
};

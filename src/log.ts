import { pino, type Logger } from 'pino';

import type { LogLevel } from './config/environment.ts';

/** Slack's tokens (https://docs.slack.dev/authentication/tokens), bearer tokens and passwords in addresses. */
const secret =
  /\b(?:xox[a-z]|xapp|xwfp)-[\w-]+|(?<=\bBearer )[\w.~+/=-]+|(?<=:\/\/[^\s/:@]*:)[^\s/@]+(?=@)|(?<=\/response\/|hooks\.slack\.com\/)[\w/-]+/gi;

/** Replaces what must not stand in a log. */
const redact = (line: string): string => line.replaceAll(secret, '[redacted]');

/** The log: one JSON line each on standard error, so that standard output stays readable. */
export const openLog = (
  level: LogLevel,
  write: (line: string) => void = (line) => process.stderr.write(line),
): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => write(redact(line)) },
  );

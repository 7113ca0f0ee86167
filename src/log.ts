import { pino, type Logger } from 'pino';

/** Slack's tokens (https://docs.slack.dev/authentication/tokens), bearer tokens and passwords in addresses. */
const secret =
  /\b(?:xox[a-z]|xapp|xwfp)-[\w-]+|(?<=\bBearer )[\w.~+/=-]+|(?<=:\/\/[^\s/:@]*:)[^\s/@]+(?=@)|(?<=\/response\/|hooks\.slack\.com\/)[\w/-]+/gi;

/** Replaces what must not stand in a log. */
export const redact = (line: string): string => line.replaceAll(secret, '[redacted]');

/**
 * The log: one JSON line each on standard error, so that standard output stays readable.
 * @param level a level of pino, or `silent`
 */
export const openLog = (
  level: string,
  write: (line: string) => void = (line) => process.stderr.write(line),
): Logger => {
  const known = level in pino.levels.values || level === 'silent';
  const log = pino(
    {
      level: known ? level : 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => write(redact(line)) },
  );
  if (!known) log.warn({ level }, 'LOG_LEVEL is none of trace, debug, info, warn, error, fatal, silent');
  return log;
};

import { LogLevel, type Logger } from '@slack/bolt';
import type { Logger as Pino } from 'pino';

const to =
  (write: (fields: { from: string }, message: string) => void) =>
  (...words: unknown[]): void =>
    write({ from: 'slack' }, words.map(String).join(' '));

/** Bolt's log on ours. Its `info` tells of every connection, which is our `debug`. */
export const boltLog = (log: Pino): Logger => {
  return {
    debug: to((fields, message) => log.trace(fields, message)),
    info: to((fields, message) => log.debug(fields, message)),
    warn: to((fields, message) => log.warn(fields, message)),
    error: to((fields, message) => log.error(fields, message)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
};

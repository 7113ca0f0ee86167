/** How loud a log line is by its own account: `info` stands for everything quieter as well, `error` for everything worse. */
export type Level = 'info' | 'warn' | 'error';

/** One line of a log, read. */
export type LogLine = {
  /** The line as it was written, without colours. */
  raw: string;
  /** Null where the line names none. */
  level: Level | null;
  /** The message and the error beside it, without time, level and source; the indentation of a plain line is kept. */
  said: string;
  /** The lines of a stack trace that stands in a field of the line. */
  stack: readonly string[];
  /** Whether the line has a time, a level or fields of its own, and so never goes on with a line before it. */
  record: boolean;
  /** The peer that a field of the line names (`addr`, `url`), as it stands there. */
  peer: string | null;
};

/** Longer lines are read to this many UTF-16 units; nobody puts the reason behind them. */
export const readAtMost = 8192;

import { readFile } from 'node:fs/promises';

/** The value below which the share `q` (0 to 1) of `values` lies, between neighbours by their distance. */
export const quantile = (values: readonly number[], q: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
};

/** `median 1.31 (interquartile 1.27 to 1.36)`. */
export const spread = (values: readonly number[], digits = 2): string => {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((q) => quantile(values, q).toFixed(digits));
  return `median ${middle} (interquartile ${low} to ${high})`;
};

export const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Prints a figure beside its goal, and whether it is met. A goal is an upper bound. */
export const report = (what: string, value: number, goal: number, unit: string): void => {
  const shown = unit === 'ms' || unit === 'MB' ? value.toFixed(0) : value.toFixed(2);
  const after = unit === '' ? '' : ` ${unit}`;
  print(`${value <= goal ? 'met   ' : 'MISSED'}  ${what}: ${shown}${after}, goal at most ${goal}${after}`);
};

/** Ends the benchmark with a sentence for the one who started it. */
export const refuse = (why: string): never => {
  process.stderr.write(`${why}\n`);
  process.exit(2);
};

/**
 * Memory of a process in MB, from /proc: what it holds now (`VmRSS`) or held at most (`VmHWM`).
 * Source: proc_pid_status(5). Linux only.
 */
export const memory = async (pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
  return Number(kilobytes ?? Number.NaN) / 1024;
};

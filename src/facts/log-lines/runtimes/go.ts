import type { Runtime } from './runtime.ts';

const goroutine = /^goroutine \d+ .{0,40}\[|^goroutine \d+ \[|^runtime stack:|^\[signal |^created by /;
const source = /^\t\S{1,300}\.(?:go|s):\d+/;
const call = /^[\w./*()\-·[\]…]{1,300}(?:\(.*\))?(?: in goroutine \d+)?$/;
const opened = /^(?:panic|fatal error|unexpected fault address|runtime): |http: panic serving /;

/**
 * Panics and fatal errors with their goroutines, and the traces zap and klog print below a line. A call stands on a
 * line of its own and its source on the next one.
 */
export const go: Runtime = {
  goesOn: (line, before, next) => {
    if (goroutine.test(line) || source.test(line)) return true;
    if (next !== undefined && source.test(next) && call.test(line)) return true;
    const last = before.at(-1) ?? '';
    return (
      (/^\tpanic: |^\t?\.\.\.|^exit status \d|^r[a-z0-9]{1,3} {2,6}0x/.test(line) &&
        (source.test(last) || opened.test(last))) ||
      (line.startsWith('panic: ') && /^panic: .*\[recovered/.test(last))
    );
  },
  root: (lines) => {
    const at = lines.findIndex((line) => opened.test(line));
    if (at === -1) return null;
    const said = (lines[at] ?? '').replace(/ \[recovered(?:, repanicked)?\]$/, '');
    return { said: said.trim(), first: null, at };
  },
};

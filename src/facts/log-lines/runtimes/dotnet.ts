import { chain, lastAt } from './runtime.ts';
import type { Runtime } from './runtime.ts';

const frame = /^ {2,12}at .{1,400}\)(?: in .{1,300}:line \d{1,7})?$/;
const inner = /^ {1,12}---> /;
const end = /^ {0,12}--- End of (?:inner exception stack trace|stack trace from previous location)/;
const named =
  /^\s{0,12}(?:Unhandled exception\. )?((?:[A-Z][\w]{0,60}\.){1,12}[A-Z][\w`]{0,100}(?: \([^)]{1,40}\))?: .*)$/;

/** Exceptions of .NET; the last ` ---> ` is the innermost and so the root. */
export const dotnet: Runtime = {
  goesOn: (line) => inner.test(line) || end.test(line),
  root: (lines) => {
    const from = lines.findIndex((line) => named.test(line));
    if (from === -1 || !lines.some((line) => frame.test(line) || inner.test(line))) return null;
    const first = named.exec(lines[from] ?? '')?.[1]?.trim() ?? '';
    const at = lastAt(lines, inner);
    if (at === -1) return { said: first, first: null, at: from };
    return chain(
      first,
      (lines[at] ?? '')
        .replace(/^ {1,12}---> (?:\(Inner Exception #\d+\) )?/, '')
        .replace(/<---$/, '')
        .trim(),
      at,
    );
  },
};

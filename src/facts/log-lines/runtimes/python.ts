import { chain, lastAt } from './runtime.ts';
import type { Root, Runtime } from './runtime.ts';

const opened = /Traceback \(most recent call last\):$/;
const link = /^(?:During handling of the above exception, another|The above exception was the direct cause)/;
const final = /^[A-Za-z_][\w.]{0,200}(?::(?: |$)|$)/;
const handling = /^During handling of the above exception, another/;
/** Mistakes in the code that handles an error, which say nothing of the error. */
const slip = /^(?:Attribute|Name|Type|Key|Index|UnboundLocal|Assertion)Error(?::|$)/;
const group = /^\s{0,8}[|+](?: |-)/;

/** Whether a trace of Python still waits for the line that names the exception. */
export const unfinished = (lines: readonly string[]): boolean => {
  const last = lines.at(-1) ?? '';
  return lines.some((line) => opened.test(line)) && (opened.test(last) || /^\s/.test(last));
};

/** The last line of a traceback: the exception's class and message. */
export const isFinal = (line: string): boolean => final.test(line);

/** The exception that was being handled as the one at `end` was raised; null where nothing was, or it says no less. */
const handled = (lines: readonly string[], end: number): Root | null => {
  const first = (lines[end] ?? '').trim();
  const at = slip.test(first) ? lines.slice(0, end).findLastIndex((line) => handling.test(line)) : -1;
  if (at === -1) return null;
  const before = lines.slice(0, at).findLastIndex((line) => final.test(line));
  if (before === -1) return null;
  const said = (lines[before] ?? '').trim();
  return handled(lines, before) ?? (slip.test(said) ? null : chain(first, said, before));
};

/** Tracebacks, also chained ones, whose last one is what ended the process; pydantic's list of fields goes on below. */
export const python: Runtime = {
  goesOn: (line, before) => {
    const last = before.at(-1) ?? '';
    if (/^ {2}File "/.test(line) || group.test(line)) return true;
    if (opened.test(line)) return link.test(last);
    if (link.test(line)) return before.some((said) => opened.test(said));
    if (line.startsWith('(Background on this error at')) return true;
    const validation = lastAt(before, /validation errors? for \S/);
    if (validation !== -1 && before.length - validation < 24 && /^[\w.]{1,100}$/.test(line)) return true;
    return (opened.test(last) || /^\s{2,}/.test(last)) && unfinished(before) && final.test(line);
  },
  root: (lines) => {
    const from = lastAt(lines, opened);
    const listed = lastAt(lines, /validation errors? for \S/);
    const at =
      from === -1
        ? listed
        : lines.findIndex((line, index) => index > from && final.test(line.replace(/^\s{0,8}\| /, '')));
    if (at === -1) return null;
    const before = handled(lines, at);
    if (before !== null) return before;
    const said = (lines[at] ?? '').replace(/^\s{0,8}\| /, '').trim();
    const [field = '', complaint = ''] = lines.slice(at + 1);
    const detail =
      /validation errors? for \S/.test(said) && field !== ''
        ? `: ${field.trim()} ${complaint.trim().replace(/ \[type=.*$/, '')}`
        : '';
    return { said: `${said}${detail}`, first: null, at };
  },
};

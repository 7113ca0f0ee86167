import { lastAt } from './runtime.ts';
import type { Runtime } from './runtime.ts';

const head = /^(?:\S{1,100}: )?\S{1,300}:\d{1,7}:in [`'][^']{1,200}': (.{1,2000}?) ?\(([A-Z][\w:]{0,100})\)$/;
const from = /^\s{1,8}(?:\d{1,5}: )?from \S{1,300}:\d{1,7}/;

/** Rake tells the error on the line below. */
const aborted = /^(?:rails|rake) aborted!$/;

/** `file.rb:12:in 'call': message (Class)`; a cause is printed below the error it led to, in the same shape. */
export const ruby: Runtime = {
  goesOn: (line, before) =>
    from.test(line) ||
    (before.length === 1 && aborted.test(before[0] ?? '')) ||
    (head.test(line) && before.some((said) => head.test(said)) && from.test(before.at(-1) ?? '')),
  root: (lines) => {
    if (aborted.test(lines[0] ?? '') && lines.length > 1)
      return { said: lines[1]?.trim() ?? '', first: null, at: 1 };
    const at = lastAt(lines, head);
    const [, message = '', name = ''] = head.exec(lines[at] ?? '') ?? [];
    return at === -1 ? null : { said: `${message} (${name})`, first: null, at };
  },
};

import { lastAt } from './runtime.ts';
import type { Runtime } from './runtime.ts';

const raised = /^\s{0,12}\*\* (\([A-Z][\w.]{0,100}\) .*)$/;
const frame = /^\s{2,12}(?:\([\w-]{1,60} [\d.]{1,20}\) )?[\w/.-]{1,200}\.(?:exs?|erl):\d{1,7}: /;
const rest = /^(?:Last message|State|Function|Initial Call|Ancestors|Crash dump is being written)\b/;

/** What Elixir raises and how OTP reports it. */
export const beam: Runtime = {
  goesOn: (line, before) =>
    frame.test(line) ||
    (raised.test(line) && /terminating|exited|\(EXIT\)|error occurred/.test(before.at(-1) ?? '')) ||
    (rest.test(line) && before.some((said) => raised.test(said))),
  root: (lines) => {
    const at = lastAt(lines, raised);
    return at === -1 ? null : { said: raised.exec(lines[at] ?? '')?.[1]?.trim() ?? '', first: null, at };
  },
};

import type { Runtime } from './runtime.ts';

const own = /^npm (?:ERR!|error|warn|WARN) ?/;
const details =
  /^(?:code|errno|syscall|path|command|location|workspace|sh|dest|file|A complete log|Lifecycle script|[\w@./-]{1,100} \w{1,30}: `|Exit status|\s|$)/;

/** What npm says about a script that failed, one line after the other. */
export const npm: Runtime = {
  goesOn: (line, before) => own.test(line) && own.test(before[0] ?? ''),
  root: (lines) => {
    if (!own.test(lines[0] ?? '')) return null;
    const at = lines.findIndex((line) => !details.test(line.replace(own, '')));
    return { said: lines[Math.max(0, at)] ?? '', first: null, at: Math.max(0, at) };
  },
};

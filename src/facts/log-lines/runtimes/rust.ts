import { chain } from './runtime.ts';
import type { Runtime } from './runtime.ts';

const panicked = /^thread '[^']{0,100}'(?: \(\d{1,10}\))? panicked at /;
const older = /^thread '[^']{0,100}' panicked at '(.*)', \S{1,300}:\d{1,7}:\d{1,7}$/;
const rest = /^note: (?:run with|Some details)|^stack backtrace:$|^\s{1,8}\d{1,4}: |^\s{4,20}at /;

/** A panic, whose message stands on its second line, and the `Caused by:` list of anyhow. */
export const rust: Runtime = {
  goesOn: (line, before) => {
    const last = before.at(-1) ?? '';
    if (panicked.test(last) && last.endsWith(':')) return true;
    if (/^Caused by:$/.test(line)) return true;
    return (
      (rest.test(line) || /^Location:$/.test(line)) &&
      before.some((said) => panicked.test(said) || said === 'Caused by:' || rest.test(said))
    );
  },
  root: (lines) => {
    const at = lines.findIndex((line) => panicked.test(line));
    if (at !== -1) {
      const message = older.exec(lines[at] ?? '')?.[1] ?? lines[at + 1]?.trim() ?? '';
      return { said: `panicked: ${message}`, first: null, at };
    }
    const list = lines.indexOf('Caused by:');
    if (list === -1) return null;
    const length = lines.slice(list + 1).findIndex((line) => !/^\s{2,}\S/.test(line));
    const end = length === -1 ? lines.length - 1 : list + length;
    return end === list
      ? null
      : chain((lines[0] ?? '').trim(), (lines[end] ?? '').trim().replace(/^\d{1,3}: /, ''), end);
  },
};

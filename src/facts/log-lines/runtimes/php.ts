import type { Runtime } from './runtime.ts';

const head = /(?:PHP )?Fatal error: {1,2}(.*)$/;
const rest = /^#\d{1,4} |^Stack trace:$|^ {2}thrown in |^Next [A-Z][\w\\]{1,200}/;

/** An uncaught exception of PHP; `Next` introduces what the first one led to, so the first one is the root. */
export const php: Runtime = {
  goesOn: (line) => rest.test(line),
  root: (lines) => {
    const at = lines.findIndex((line) => head.test(line));
    if (at === -1 || !/Uncaught/.test(lines[at] ?? '')) return null;
    const said = (head.exec(lines[at] ?? '')?.[1] ?? '')
      .replace(/^Uncaught /, '')
      .replace(/ in \/\S{1,300}:\d{1,7}$/, '');
    return { said: said.trim(), first: null, at };
  },
};

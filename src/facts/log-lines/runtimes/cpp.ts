import type { Runtime } from './runtime.ts';

const thrown = /^terminate called after throwing an instance of '([^']{1,200})'/;
const what = /^\s{1,8}what\(\): {1,4}(.{1,1000})$/;

/** An exception of C++ that nothing catches, as GCC's and Clang's runtimes print it. */
export const cpp: Runtime = {
  goesOn: (line, before) => what.test(line) && thrown.test(before.at(-1) ?? ''),
  root: (lines) => {
    const type = thrown.exec(lines[0] ?? '')?.[1];
    const said = what.exec(lines[1] ?? '')?.[1];
    return type === undefined || said === undefined ? null : { said: `${type}: ${said}`, first: null, at: 1 };
  },
};

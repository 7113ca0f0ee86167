import type { Runtime } from './runtime.ts';

const banner = /^\*\*\* FATAL CONFIG FILE ERROR/;
const directive = /^>>> '(.{1,300})'$/;

/** What Redis and Valkey say of a configuration that they do not take: a banner, the place, the directive, the complaint. */
export const redis: Runtime = {
  goesOn: (_line, before) => banner.test(before[0] ?? '') && before.length < 4,
  root: (lines) => {
    if (!banner.test(lines[0] ?? '')) return null;
    const at = lines.findIndex((line) => directive.test(line));
    const asked = directive.exec(lines[at] ?? '')?.[1];
    const complaint = lines[at + 1]?.trim();
    return asked === undefined || complaint === undefined
      ? null
      : { said: `${complaint}: '${asked}'`, first: null, at: at + 1 };
  },
};

import type { Runtime } from './runtime.ts';

const banner = /^\*\*\* FATAL CONFIG FILE ERROR/;
const directive = /^>>> '(.{1,300})'$/;

const place = /^Reading the configuration file, at line (\d{1,7})$/;

const placeOf = (lines: readonly string[]): string => {
  const line = lines.map((text) => place.exec(text)?.[1]).find((found) => found !== undefined);
  return line === undefined ? '' : ` (line ${line})`;
};

/** Lists of all that is allowed are long. */
const complaintAtMost = 70;
const shortened = (text: string): string =>
  text.length <= complaintAtMost ? text : `${text.slice(0, complaintAtMost).replace(/\s?\S*$/, '')}…`;

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
      : { said: `'${asked}'${placeOf(lines)}: ${shortened(complaint)}`, first: null, at: at + 1 };
  },
};

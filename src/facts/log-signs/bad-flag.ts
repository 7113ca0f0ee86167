import type { SignKind } from './sign.ts';

/** The program does not know an argument it is started with. */
export const badFlag: SignKind = {
  sign: 'bad-flag',
  hint: /flag|option|argument|unknown command|subcommand/i,
  wordings: [
    /\bunknown (?:shorthand )?flag: (?<subject>\S{1,100}(?: in \S{1,40})?)/,
    /\bflag provided but not defined: (?<subject>\S{1,100})/,
    /\bunrecognized (?:arguments?|option):? ['"‘`]?(?<subject>[^\s'"’`]{1,100})/i,
    /\b(?:unknown|invalid|illegal|bad) (?:command[- ]line )?(?:option|argument|parameter):? (?:-- )?['"‘`]?(?<subject>-{1,2}[\w=-]{1,100}|\w(?=['"’`]))/i,
    /\bunexpected argument '(?<subject>[^']{1,100})' found/,
    /\bUnrecognized (?:VM )?option '(?<subject>[^']{1,100})'/,
    /\bunknown (?:sub)?command:? "?(?<subject>[\w:.-]{1,100})/i,
    /\bunknown variable '(?<subject>[^']{1,100})'/,
    /\b(?:bad option|No such option|unknown option):? ?(?<subject>-{1,2}[\w=-]{1,100})?/,
    /\bthe following (?:required )?arguments (?:are required|were not provided)|\bmissing required (?:flag|argument|option)s?|\brequired flag\(s\) (?<subject>.{1,100}) not set/i,
  ],
};

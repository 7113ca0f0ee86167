import { isReasonless } from '../farewells.ts';
import { chain } from './runtime.ts';
import type { Runtime } from './runtime.ts';

const frame = /^\s{1,16}at [\w.$/<>@~-]{1,300}\(|^\s{1,16}\.\.\. \d{1,4} (?:more|common frames omitted)/;
const cause = /^\t?(?:Caused|Wrapped) by: /;
const causedBy = /^\t?Caused by: /;
const head =
  /^(?:Exception in thread "[^"]{0,100}" |Exception in thread \S{1,100} )?((?:[a-z][\w]{0,60}\.){1,12}[A-Z][\w$]{0,100}(?:(?:: .*)?$))/;
/** What the JVM's cryptography throws below an error that says in words which password or key is wrong. */
const mechanics = /^(?:javax\.crypto\.|java\.security\.UnrecoverableKeyException: failed to decrypt)/;
const banner = /^(?:\*{5,}|APPLICATION FAILED TO START|Description:|Action:|Reason:)$/;

/** The first words of an exception; where they end in a colon, or name no reason, also its next line. */
const wordsOf = (lines: readonly string[], at: number): string => {
  const said = (lines[at] ?? '').replace(causedBy, '').trim();
  const next = lines[at + 1]?.trim() ?? '';
  if (next === '' || frame.test(lines[at + 1] ?? '') || cause.test(next)) return said;
  if (said.endsWith(':')) return `${said} ${next}`;
  return isReasonless(said.replace(/^[\w.$]{1,300}: /, '')) ? `${said}: ${next}` : said;
};

/** The value that Spring Boot could not take, and where it comes from. */
const valueIn = (lines: readonly string[]): string => {
  const of = (name: string): string | undefined =>
    lines
      .find((line) => line.trim().startsWith(name))
      ?.trim()
      .slice(name.length);
  const value = of('Value: ');
  const origin = of('Origin: ');
  return value === undefined ? '' : `: ${value}${origin === undefined ? '' : ` (${origin})`}`;
};

/** An exception of the JVM, its chain of causes, and the report Spring Boot prints in place of one. */
export const jvm: Runtime = {
  goesOn: (line, before) => {
    if (frame.test(line) || cause.test(line) || /^\s{1,16}Suppressed: /.test(line)) return true;
    const last = before.at(-1) ?? '';
    if (banner.test(line)) return before.some((said) => said.startsWith('*****')) || banner.test(last);
    // The text between the headings of the report, which is not indented.
    return before.length < 24 && banner.test(last) && !last.startsWith('*');
  },
  root: (lines) => {
    const report = lines.indexOf('Description:');
    if (report !== -1 && lines.includes('APPLICATION FAILED TO START')) {
      const said = lines[report + 1]?.trim() ?? '';
      return said === ''
        ? null
        : { said: `${said.replace(/:$/, '')}${valueIn(lines)}`, first: null, at: report + 1 };
    }
    // The launcher of Java indents the error below its own word.
    const below = lines.findIndex((line, index) => index > 0 && /^\s/.test(line) && isThrowable(line.trim()));
    if (below !== -1 && !lines.some((line) => frame.test(line) || cause.test(line)))
      return chain(lines[0]?.trim() ?? '', lines[below]?.trim() ?? '', below);
    if (!lines.some((line) => frame.test(line) || cause.test(line))) return null;
    const from = Math.max(
      0,
      lines.findIndex((line) => head.test(line) || cause.test(line)),
    );
    const first = (head.exec(lines[from] ?? '')?.[1] ?? lines[from] ?? '').replace(cause, '').trim();
    const end = lines.findLastIndex((line) => {
      const thrown = line.replace(causedBy, '');
      return thrown !== line && !mechanics.test(thrown);
    });
    if (end === -1) return { said: first, first: null, at: from };
    return chain(first, wordsOf(lines, end), end);
  },
};

/** The first line of an exception of the JVM as loggers print it below their own line. */
export const isThrowable = (line: string): boolean =>
  head.test(line) && /(?:Exception|Error|Throwable|Failure)(?:$|:| )/.test(line);

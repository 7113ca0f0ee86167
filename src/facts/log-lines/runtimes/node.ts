import { chain } from './runtime.ts';
import type { Runtime } from './runtime.ts';

const place = /^(?:node:[\w/.-]{1,100}|(?:file:\/\/)?\/?[\w@./ -]{1,300}\.[cm]?[jt]sx?):\d{1,7}$/;
const caret = /^\s{0,200}\^{1,200}$/;
const frame =
  /^\s{4,16}at (?:.{0,300}:\d{1,7}:\d{1,7}\)?|.{0,300}\(?<anonymous>\)?|.{0,200}\(?native\)?)(?: \{)?$/;
const cause = /^\s{2,16}(?:\[cause\]: )?\[?((?:[A-Z]\w{0,60})?(?:Error|Exception)\b.{0,1000})$/;
const closing = /^[}\]],?$|^Node\.js v\d|^\(Use `node --trace|^Emitted 'error' event|^Require stack:$|^- \//;

const headline = (line: string): string =>
  line
    .trim()
    .replace(/^Uncaught:? /, '')
    .replace(/ ?\{$/, '')
    .replace(/^\[(?=[A-Z]\w{0,60}(?:Error|Exception)\b)(.*)\]$/, '$1')
    .trim();

/** A list as message, as zod's errors have one (`ZodError: [`), on one line. */
const listed = (lines: readonly string[], at: number): string | null => {
  if (!(lines[at] ?? '').endsWith('Error: [')) return null;
  const end = lines.findIndex((line, index) => index > at && line.startsWith(']'));
  return lines
    .slice(at, Math.min(end === -1 ? at + 12 : end + 1, at + 30))
    .map((line) => line.trim())
    .join(' ');
};

/** Errors of Node: the source line and caret in front, frames, own properties in braces, `[cause]` and `[errors]`. */
export const node: Runtime = {
  goesOn: (line, before) => {
    const last = before.at(-1) ?? '';
    if (frame.test(line)) return true;
    if (
      before.length <= 4 &&
      place.test(before[0] ?? '') &&
      !before.slice(0, -1).some((said) => caret.test(said))
    )
      return true;
    if (!closing.test(line)) return false;
    // A brace or a version belongs here only below something of a trace.
    return (
      /^\s{2,}|^[}\]]|^Require stack|^- \//.test(last) ||
      before.some((said) => frame.test(said) || caret.test(said)) ||
      /^\S*Error: Cannot find module/.test(last)
    );
  },
  root: (lines) => {
    const mark = place.test(lines[0] ?? '') ? lines.findIndex((line) => caret.test(line)) : -1;
    const own = mark === -1 ? lines.findIndex((line) => /(?:Error|Exception)\b/.test(line)) : mark + 1;
    const traced =
      mark !== -1 ||
      lines.some(
        (line) => frame.test(line) || /^\s{2,16}\[cause\]: /.test(line) || /^\s{2,16}code: '/.test(line),
      );
    const first = listed(lines, own) ?? headline(lines[own] ?? '');
    if (!traced || own === -1 || first === '') return null;
    const deeper = lines.findLastIndex(
      (line, index) => index > own && line.includes('[cause]: ') && cause.test(line),
    );
    const among = lines.findIndex((line, index) => index > own && /^\s{2,16}\[errors\]: \[/.test(line));
    const inner =
      deeper !== -1
        ? deeper
        : among === -1
          ? -1
          : lines.findIndex((line, index) => index > among && cause.test(line));
    if (inner === -1) return { said: first, first: null, at: own };
    const root = headline(cause.exec(lines[inner] ?? '')?.[1] ?? '');
    // `AggregateError [ECONNREFUSED]:` says nothing of its own.
    return chain(first.endsWith(':') ? '' : first, root, inner);
  },
};

import { complains } from './log-lines/alarm.ts';

/** Characters of what a sentence quotes of it. */
const quotedAtMost = 110;

const ruler = /^[\s\-=_+|*~─│┌┐└┘├┤┬┴┼]{3,}$/;
/** Names of columns, as kubectl and others write them above a table. */
const headings = /^[A-Z][A-Z0-9_()%/-]*(?:\s{2,}[A-Z][A-Z0-9_()%/ -]*)+$/;

/** The rows of a text without the rulers of its tables and the headings above them. */
const rowsOf = (output: string): string[] => {
  const lines = output.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  const rows = lines.filter((line, index) => {
    const isHeading = headings.test(line.trim()) || (index === 0 && ruler.test(lines[1] ?? ''));
    return !ruler.test(line) && !(isHeading && index < lines.length - 1);
  });
  return (rows.length === 0 ? lines : rows).map((line) => line.replaceAll(/\s+/g, ' ').trim());
};

const bad =
  /\b(?:sealed|locked|draining|paused|read[ _-]?only|maintenance|degraded|stale)\b["']?[\s:=|]+["']?(?:true|yes|on|1)\b/i;
const lacking =
  /\b(?:ready|healthy|initiali[sz]ed|connected|joined|running|alive|available|active|started|synced|ok|up|live)["']?[\s:=|]+["']?(?:false|no|off|0|none)\b/i;
const state =
  /\b(?:down|offline|stopp(?:ed|ing)|unhealthy|unavailable|disconnected|degraded|recovering|inactive|not (?:ready|running|initiali[sz]ed|connected|available|alive|serving|in sync))\b|\bstatus\W{1,4}red\b/i;

/** `0/3`: of three things none is done. */
const isShort = (row: string): boolean =>
  [...row.matchAll(/(?<![\d/.])(\d{1,6})\/(\d{1,6})(?![\d/.])/g)].some(
    ([, done, all]) => Number(done) < Number(all),
  );

const tells = (row: string): boolean =>
  bad.test(row) || lacking.test(row) || state.test(row) || isShort(row) || complains(row);

/** As many of the rows as fit, and one in any case. */
const joined = (rows: readonly string[]): string => {
  const between = rows.every((row) => row.length <= 40) ? ', ' : '; ';
  const fitting = rows.map((_, index) => rows.slice(0, index + 1).join(between));
  return fitting.findLast((text) => text.length <= quotedAtMost) ?? rows[0] ?? '';
};

/**
 * What the command of a probe printed, as a sentence quotes it: of several lines, or of a table, the rows that tell what is
 * wrong, else the first. The kubelet puts up to 10 kB of it into its event.
 */
export const outputWords = (output: string): string => {
  const rows = rowsOf(output);
  const telling = rows.filter(tells);
  return joined(telling.length === 0 ? rows : telling);
};

/** Whether the command itself is at fault: it calls what is not there, or is called in a wrong way. */
export const isOwnFault = (said: string): boolean =>
  /: (?:command )?not found\b|\busage:|\b(?:unknown|invalid|illegal|unrecognized) (?:option|flag|shorthand|command|argument)/i.test(
    said,
  );

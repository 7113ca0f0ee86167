import { isAftermath, isDump } from './farewells.ts';
import type { LogLine } from './log-line.ts';

const words = new RegExp(
  [
    String.raw`[A-Za-z](?:Error|Exception|Panic|Failure)\b`,
    String.raw`\b(?:fatal|errors?|err|errno|panic(?:ked|s)?|exception|traceback|critical|crit|severe|emerg|alert|segfault|oom|nxdomain|servfail)\b`,
    String.raw`\b(?:cannot|can't|can’t|could not|couldn't|unable|failed|fails|failure|failing|refus(?:ed|es|ing)|rejected|denied|forbidden|unauthorized|unauthenticated|no such|not found|bad address|does not exist|doesn't exist|timed? ?-?out|deadline exceeded|missing|invalid|illegal|unknown (?:entry|key|property|flag|option|host|command|database|variable|directive|field|shorthand|error|authority|network|service)|undefined|unrecognized|unhandled|uncaught|abort(?:ed|ing)?|killed|already (?:exists?|in use)|x509|out of memory|no space|read-only file|expired|unreachable|no route|reset by peer|broken pipe|misbehaving|too many|exhausted|not set|must be set|not defined|is required|required (?:key|variable|environment|parameter|option|argument|but|field)|field required|unbound|null or not set|segmentation fault|core dumped|stack overflow|connection lost|lost (?:connection|lease|leader)|election lost|loop(?= ?\()|not accessible|violates?|corrupt(?:ed)?|malformed|unsupported|incompatible|too (?:low|small)|bad (?:file|data|magic|format|checksum|value|record|header)|giving up|no response|not (?:permitted|known|able)|empty reply|can't resolve|illegal instruction|bus error)\b`,
    String.raw`\bE(?:CONN[A-Z]{4,8}|NOENT|NOTFOUND|ACCES|PERM|ADDRINUSE|AI_AGAIN|TIMEDOUT|NOSPC|ROFS|MFILE|NOMEM|HOSTUNREACH|PIPE)\b|\bNOAUTH\b|\bWRONGPASS\b`,
  ].join('|'),
  'i',
);

/** What only sounds like a complaint: counts of nothing, empty error fields, names of flags. */
const harmless = new RegExp(
  [
    String.raw`\b(?:0|no|zero|without|any|non-?) ?(?:errors?|failures?|failed|exceptions?|warnings?|invalid|missing|timeouts?)\b`,
    String.raw`\b(?:errors?|err|failures?|failed|exceptions?|missing|invalid|timeouts?|error_?count|num_?errors)"? ?[=:]+ ?(?:0(?![.\d])|null|nil|none|false|<nil>|""|\[\]|\{\})`,
    String.raw`\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) /\S{0,200}`,
    String.raw`\btimeouts?(?:[._-]\w{1,12}){0,2}"? ?(?:[=:]|is|set to|of)? ?\d{1,9} ?(?:ms|s|m|h|sec\w{0,4}|min\w{0,4})?\b(?! exceeded)`,
    String.raw`\b0 [a-z]{1,30}(?:\(s\)|s)? (?:have |were )?(?:failed|rejected|skipped)\b[^\n]{0,40}`,
    String.raw`\bok=\d{1,6}\s{1,8}changed=\d[^\n]{0,200}`,
    String.raw`\b(?:error|err|exception)[-_ ](?:log|logs|handler|handling|page|pages|reporting|level|code 0|rate|budget)\b|(?<!\w)--?[\w-]{0,40}(?:error|fail|timeout)[\w-]{0,40}`,
  ].join('|'),
  'gi',
);

/** Whether a text complains, by its words alone. */
export const complains = (text: string): boolean =>
  words.test(text) && words.test(text.replaceAll(harmless, ' '));

/** How much a line says about what went wrong: 0 nothing, 1 something, 2 the fault itself. */
export type Weight = 0 | 1 | 2;

/** A command as a shell prints it before it runs it (`set -x`). */
const traced = /^\+{1,5} \S/;

export const weightOf = ({ level, said }: Pick<LogLine, 'level' | 'said'>): Weight => {
  // OTP reports at the level of a notice why an application ended.
  if (level === 'info') return /^Application \S{1,100} exited: .{0,300}\berror\b/.test(said) ? 2 : 0;
  if (isDump(said) || traced.test(said) || /^\([^()]*\)$/.test(said) || !/[\p{L}\p{N}]/u.test(said)) return 0;
  if (isAftermath(said)) return level === 'error' || complains(said) ? 1 : 0;
  if (level === 'error') return 2;
  if (!complains(said)) return 0;
  return level === 'warn' ? 1 : 2;
};

import { joined, isFields, lineOfFields } from './fields.ts';
import { jsonLine } from './json.ts';
import type { LogLine } from './log-line.ts';
import { logfmtLine, pairsIn } from './logfmt.ts';
import { withoutPrefix } from './prefix.ts';

// What is shown is cleaned in messages; here colours must only not stand in the way of words.
// eslint-disable-next-line no-control-regex -- the escape character is what is looked for
const colours = /\u001B(?:\[[\d;:?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)|[@-Z\\-_])/g;

/** What Terraform draws around an error. */
const frame = /^[╷│╵]\s?/;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** zap's console form ends in a tab and the fields as JSON: `unable to start⇥{"error": "…"}`. */
const withFieldsBehind = (line: LogLine): LogLine => {
  const columns = line.said.split('\t');
  const last = columns.at(-1) ?? '';
  const fields = columns.length > 1 && last.startsWith('{') ? parsed(last) : null;
  const message = (fields === null ? line.said : (columns.at(-2) ?? '')).trim();
  if (!isFields(fields)) return line;
  const read = lineOfFields(line.raw, { ...fields, msg: message });
  return read === null ? line : { ...read, level: line.level };
};

const quotedMessage = /^"((?:[^"\\]|\\.){1,2000})"(?: [\w.@/-]{1,60}=|$)/;

/** klog's structured form: `"Failed to update lease" err="…"`; logrus and others write `message key="value"`. */
const withPairsBehind = (line: LogLine): LogLine => {
  const quoted = quotedMessage.exec(line.said)?.[1];
  if (quoted === undefined && !/ (?:err|error)=/.test(line.said)) return line;
  const pairs = pairsIn(line.said);
  const error = pairs['err'] ?? pairs['error'] ?? '';
  const silent = ['', 'null', 'nil', '<nil>', 'none'].includes(error.toLowerCase());
  const message = quoted ?? line.said;
  return { ...line, said: silent ? message : joined(message, error) };
};

/** One line of a log, in whatever shape its writer has: JSON, logfmt, klog, syslog, or words behind a time and a level. */
export const readLine = (coloured: string): LogLine => {
  const raw = (coloured.includes('\u001B') ? coloured.replaceAll(colours, '') : coloured).trimEnd();
  const structured = jsonLine(raw) ?? logfmtLine(raw);
  if (structured !== null) return structured;
  const { level, said, record } = withoutPrefix(raw.replace(frame, ''));
  const line: LogLine = { raw, level, said, stack: [], record, peer: null };
  if (!record) return line;
  return said.endsWith('}') ? withFieldsBehind(line) : withPairsBehind(line);
};

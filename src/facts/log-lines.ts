/** A line beside how often it was said. `text` is the newest wording; `alarming` tells whether it complains at all. */
export type SaidLine = { text: string; times: number; alarming: boolean };

const alarming =
  /\b(?:\w+(?:Error|Exception|Panic)|fatal|error|err|panic|exception|traceback|critical|crit|severe|emerg|alert)\b|exception|errno|\b(?:cannot|can't|could not|couldn't|unable to|failed|failure|refused|denied|forbidden|no such|not found|timed? ?out|missing|invalid|undefined|unhandled|uncaught|abort(?:ed|ing)?|killed|already (?:exists?|in use)|unauthorized|x509|out of memory)\b/i;
const continued =
  /^\s+(?:at |\.\.\.|File "|in |from |\S+\.go:\d+)|^\s*(?:Caused by|goroutine \d+|\tat )|^\s{2,}\S/;

const leadingTime = /^\W{0,2}\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?\s*/;

const traceback = /^\W*Traceback \(most recent call last\)/;

/**
 * The line of what was said that a sentence quotes, without the time in front: the first one, but of a Python
 * traceback the last one.
 */
export const headline = ({ text }: SaidLine): string => {
  const lines = text.split('\n');
  const line = traceback.test(lines[0] ?? '') ? lines.at(-1) : lines[0];
  return (line ?? '').replace(leadingTime, '').trim();
};

/** What two printings of one complaint share: times, ids, numbers and addresses are taken out. */
const sameness = (line: string): string =>
  line
    .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*/g, '')
    .replaceAll(/0x[0-9a-f]+|\b[0-9a-f]{8,}\b|\d+/gi, '#')
    .trim();

/**
 * The last distinct lines of a log that complain, oldest first, at most `atMost`; repeated ones are counted. A stack
 * trace stays behind its first line. A log in which nothing complains gives its last lines.
 */
export const complaintsIn = (lines: readonly string[], atMost = 3): SaidLine[] => {
  const blocks: string[][] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    const open =
      last !== undefined &&
      traceback.test(last[0] ?? '') &&
      (last.length === 1 || /^\s/.test(last.at(-1) ?? ''));
    if (open && /^\S/.test(line)) last.push(line);
    else if (last !== undefined && continued.test(line) && last.length < 8) last.push(line);
    else if (!continued.test(line)) blocks.push([line]);
  }
  const telling = blocks.filter(([first = '']) => alarming.test(first));
  const said = new Map<string, SaidLine>();
  for (const block of telling.length > 0 ? telling : blocks.slice(-atMost)) {
    const key = sameness((traceback.test(block[0] ?? '') ? block.at(-1) : block[0]) ?? '');
    const times = (said.get(key)?.times ?? 0) + 1;
    said.delete(key);
    said.set(key, { text: block.join('\n'), times, alarming: telling.length > 0 });
  }
  return [...said.values()].slice(-atMost);
};

/** Bounds of one block as evidence: a trace of ordinary length whole, of a longer one both ends. */
const linesAtMost = 30;
const unitsAtMost = 4096;
const gap = '…';

/** A long line without its middle, parted between words where there are any: half a secret is not known for one. */
const narrowed = (line: string, atMost: number): string => {
  if (line.length <= atMost) return line;
  const head = line.slice(0, Math.floor(atMost * 0.7));
  const tail = line.slice(line.length - Math.floor(atMost * 0.25));
  const end = head.lastIndexOf(' ');
  const start = tail.indexOf(' ');
  return `${(end > head.length / 2 ? head.slice(0, end) : head).toWellFormed()}${gap}${(start >= 0 && start < tail.length / 2 ? tail.slice(start) : tail).toWellFormed()}`;
};

/** The beginning, and the part from `root` on: the line that says why is never what is cut out. */
const fewer = (lines: readonly string[], root: number, atMost: number): string[] => {
  if (lines.length <= atMost) return [...lines];
  const head = Math.ceil(atMost / 2);
  const tail = atMost - head;
  if (root < head) return [...lines.slice(0, head), gap, ...lines.slice(lines.length - tail)];
  const start = Math.max(head, Math.min(root, lines.length - tail));
  return [
    ...lines.slice(0, head),
    ...(start > head ? [gap] : []),
    ...lines.slice(start, start + tail),
    ...(start + tail < lines.length ? [gap] : []),
  ];
};

/** The lines of a block as one text of at most 30 lines and 4 kB; `root` is the index of the line that must stay. */
export const bounded = (lines: readonly string[], root: number): string => {
  for (const atMost of [linesAtMost, 16, 8, 4]) {
    const kept = fewer(lines, root, atMost);
    const width = atMost === 4 ? Math.floor(unitsAtMost / (kept.length + 1)) : 1000;
    const text = kept.map((line) => narrowed(line, lines.length === 1 ? unitsAtMost : width)).join('\n');
    if (text.length <= unitsAtMost) return text;
  }
  return narrowed(lines.join('\n').slice(0, 4 * unitsAtMost), unitsAtMost);
};

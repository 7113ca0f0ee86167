/** A table as the formatter leaves it: every column as wide as its widest cell. The first row is the head. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const all = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', String.raw`\|`)));
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const [first = [], ...others] = all;
  const rule = widths.map((width) => '-'.repeat(width));
  return [first, rule, ...others].map(line).join('\n');
};

/** `text` with what stands between the two marks of a name replaced. Throws where a mark is missing. */
export const between = (text: string, name: string, content: string): string => {
  const [begin, end] = [`<!-- ${name}: written by npm run docs -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the lines ${begin} and ${end} are not there, in this order`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
};

/** How terminal text is painted: every function gives its text back unchanged where there is no colour. */
export type Paint = Readonly<
  Record<'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'blue', (text: string) => string>
>;

const sgr =
  (on: number, off: number, colour: boolean) =>
  (text: string): string =>
    colour ? `\u001B[${on}m${text}\u001B[${off}m` : text;

/** Select Graphic Rendition codes: ECMA-48, 8.3.117. */
export const paint = (colour: boolean): Paint => ({
  bold: sgr(1, 22, colour),
  dim: sgr(2, 22, colour),
  red: sgr(31, 39, colour),
  yellow: sgr(33, 39, colour),
  green: sgr(32, 39, colour),
  blue: sgr(34, 39, colour),
});

/**
 * `now` (RFC 3339) turns times into ages; without it they are shown in UTC. `width` is in columns, 100 unless told.
 * `from` names the files that stand for the cluster, as they were typed: `-f dump.yaml`; `asOf` (RFC 3339) is shown where
 * they are not of today.
 */
export type TextOptions = { colour: boolean; width?: number; now?: string; from?: string; asOf?: string };

/** Prose in lines of at most `width` characters, each behind `indent`; a longer word has a line of its own. */
export const wrap = (text: string, width: number, indent = ''): string => {
  const room = Math.max(20, width - indent.length);
  const out: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      out.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...out, line].map((part) => indent + part).join('\n');
};

/** Every line behind `by`; nothing is wrapped, so that commands and logs can be copied. */
export const indented = (text: string, by: string): string =>
  text
    .split('\n')
    .map((line) => by + line)
    .join('\n');

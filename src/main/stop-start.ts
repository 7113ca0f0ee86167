/** Ends the start with one line for each thing that is wrong. `code` 2: the configuration; 1: the world. */
export class StartRefused extends Error {
  readonly code: 1 | 2;
  readonly lines: readonly string[];

  constructor(code: 1 | 2, lines: readonly string[], cause?: unknown) {
    super(lines.join('\n'), { cause });
    this.code = code;
    this.lines = lines;
  }
}

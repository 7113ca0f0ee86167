/** The sentence at the root of a stack trace. */
export type Root = {
  said: string;
  /** Where the root is the end of a chain: the error that was seen first, as context. */
  first: string | null;
  /** The index of the root's line in the trace. */
  at: number;
};

/** How a language's runtime writes its stack traces. */
export type Runtime = {
  /** Whether a line goes on with what the lines directly before it began; `next` is the line behind it. */
  goesOn: (line: string, before: readonly string[], next: string | undefined) => boolean;
  /** The root of a trace; null where these lines are no trace of this runtime. */
  root: (lines: readonly string[]) => Root | null;
};

/** The index of the last line that fits, or -1. */
export const lastAt = (lines: readonly string[], pattern: RegExp): number =>
  lines.findLastIndex((line) => pattern.test(line));

/** The root of a chain whose first error and root are different sentences, or of one error alone. */
export const chain = (first: string, root: string, at: number): Root => ({
  said: root,
  first: first === '' || first === root || first.includes(root) ? null : first,
  at,
});

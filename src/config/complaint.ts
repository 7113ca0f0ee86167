/**
 * One thing that is wrong with the configuration. `file` and `line` are null for the environment; `field` is a path as
 * in `channels.C01.answers`, or a variable's name; `expected` and `found` are words to be read after those two.
 */
export type Complaint = {
  file: string | null;
  line: number | null;
  field: string;
  expected: string;
  found: string;
};

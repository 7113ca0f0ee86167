/** A log as a runtime writes it, without the empty lines, which are not read. `lines` is how many of them are the newest complaint. */
export type Trace = { name: string; log: string; headline: string; lines: number };

/**
 * One thing that can be wrong with a workload or its cluster, and how it is answered. `id` is its number in
 * docs/causes.md, which stays.
 * `named`: causes name it. `part`: a cause tells it apart within a broader signal; `how` says by what.
 * `possible`: the API alone cannot tell; the cause says so and `settledBy` is what would.
 * `silent`: it looks like a fault and is none; `shownBy` are the cases that must find nothing.
 * `answered`: no cause but another part of the answer says it.
 */
export type Row = { id: number; what: string } & (
  | { state: 'open' }
  | { state: 'named'; by: readonly string[] }
  | { state: 'part'; by: readonly string[]; how: string }
  | { state: 'possible'; by: readonly string[]; settledBy: string }
  | { state: 'silent'; shownBy: readonly string[]; why: string }
  | { state: 'answered'; where: string }
);

/** The rows of one area of docs/causes.md. */
export type Area = { title: string; rows: readonly Row[] };

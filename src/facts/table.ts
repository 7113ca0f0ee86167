/**
 * A table by names that come from outside, such as reasons of the API: a name that every JavaScript object answers to,
 * `constructor` for one, is not in it.
 */
export const tableOf = <T extends object>(entries: T): T => {
  const table = { ...entries };
  Object.setPrototypeOf(table, null);
  return table;
};

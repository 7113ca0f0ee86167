/** What stands at a path inside a value of any shape, or undefined where there is nothing. */
export const fieldOf = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined),
    value,
  );

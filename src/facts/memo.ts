/**
 * A function over a value that is worked out once for each value: many causes ask the same facts the same question.
 * The value must not change afterwards.
 */
export const once = <V extends object, T>(make: (value: V) => T): ((value: V) => T) => {
  const known = new WeakMap<V, { made: T }>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before.made;
    const made = make(value);
    known.set(value, { made });
    return made;
  };
};

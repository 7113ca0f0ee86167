/**
 * How many steps each thing is away from its root, where `before` gives what it comes directly from. Things that come
 * from each other in a circle are one step, which is deeper than a plain root. Each thing is visited once:
 * https://en.wikipedia.org/wiki/Tarjan%27s_strongly_connected_components_algorithm
 */
export const depths = <T>(all: readonly T[], before: (one: T) => readonly T[]): ReadonlyMap<T, number> => {
  const visited = new Map<T, number>();
  const depth = new Map<T, number>();
  const open: T[] = [];

  const close = (circle: readonly T[]): void => {
    let deepest = circle.length > 1 ? 1 : 0;
    for (const other of circle.flatMap(before)) {
      const above = depth.get(other);
      if (above !== undefined) deepest = Math.max(deepest, above + (circle.length > 1 ? 2 : 1));
    }
    for (const one of circle) depth.set(one, deepest);
  };

  /** The first visited thing from which `one` comes, and which comes from it. */
  const visit = (one: T): number => {
    const place = visited.size;
    visited.set(one, place);
    open.push(one);
    let first = place;
    for (const other of before(one))
      if (!depth.has(other)) first = Math.min(first, visited.get(other) ?? visit(other));
    if (first === place) close(open.splice(open.lastIndexOf(one)));
    return first;
  };

  for (const one of all) if (!visited.has(one)) visit(one);
  return depth;
};

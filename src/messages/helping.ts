import type { Answer, Remedy } from '../answer.ts';

/** What mends the root and, where that takes thought, a line to copy that undoes its effect, such as a rollback. */
export const helping = ({ findings: [root, ...others] }: Answer): Remedy[] => {
  const first = root?.remedies[0] ?? others.flatMap(({ remedies }) => remedies)[0];
  if (first === undefined) return [];
  const following = others.filter(({ because }) => because.includes(0)).flatMap(({ remedies }) => remedies);
  const quick = first.command === null ? following.find(({ command }) => command !== null) : undefined;
  return quick === undefined ? [first] : [first, quick];
};

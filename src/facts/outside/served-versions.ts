import type { Facts } from '../facts.ts';
import { kinds as own } from '../kinds.ts';

/** How a cluster serves a kind of a group: in which versions, or which other groups have a kind of that name. */
export type Serving =
  | { type: 'served'; versions: readonly string[] }
  | { type: 'unserved'; elsewhere: readonly string[] };

/** Null where the cluster was not asked, where it may serve more than was read, and for the groups of Kubernetes itself. */
export const servingOf = (facts: Facts, kind: string, group: string): Serving | null => {
  const { kinds, whole } = facts.served;
  if (!whole || own.some((one) => one.group === group)) return null;
  const named = kinds.filter((one) => one.kind === kind);
  const same = named.find((one) => one.group === group);
  return same === undefined
    ? { type: 'unserved', elsewhere: named.map((one) => `${one.group}/${one.version}`) }
    : { type: 'served', versions: same.versions ?? [same.version] };
};

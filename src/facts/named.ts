import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import type { ObjectOf, Pod } from './objects.ts';
import { keyOf, refOf } from './refs.ts';

const pods = once(
  (facts: Facts): ReadonlyMap<string, Pod> =>
    new Map(facts.objects.Pod.map((pod) => [keyOf(refOf('Pod', pod)), pod])),
);

const nodes = once(
  (facts: Facts): ReadonlyMap<string, ObjectOf['Node']> =>
    new Map(facts.objects.Node.map((node) => [node.metadata?.name ?? '', node])),
);

/** The pod of that name, where it was read. */
export const podNamed = (facts: Facts, namespace: string | null, name: string): Pod | undefined =>
  pods(facts).get(keyOf({ kind: 'Pod', namespace, name }));

/** The node of that name, where it was read. */
export const nodeNamed = (facts: Facts, name: string): ObjectOf['Node'] | undefined => nodes(facts).get(name);

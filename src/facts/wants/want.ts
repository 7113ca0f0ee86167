import type { ListQuery } from '../../ports.ts';
import type { Facts, Subject } from '../facts.ts';
import type { KindName, OutsideKind, Pod } from '../objects.ts';
import type { Meant } from '../outside/served-kinds.ts';
import type { ContainerView } from '../pods.ts';
import type { Neighbourhood } from '../related.ts';

/** One read of the second wave. */
export type Want = {
  /** Good to know and no gap where there is no room for it. */
  spare?: true;
} & (
  | { read: 'list'; kind: KindName; query: ListQuery }
  | { read: 'get'; kind: KindName; namespace: string | null; name: string }
  /** The names of the keys of a ConfigMap or Secret. */
  | { read: 'keys'; kind: 'ConfigMap' | 'Secret'; namespace: string; name: string }
  | { read: 'log'; view: ContainerView; previous: boolean }
  /** Objects of a kind from outside Kubernetes: all in a namespace (name null), or one. */
  | { read: 'outside'; kind: OutsideKind; namespace: string | null; name: string | null }
  /** The kinds from outside that the cluster serves, and then the objects in a namespace of those that are meant. */
  | { read: 'served'; lists: (Meant & { namespace: string }) | null }
);

/**
 * What the first wave brought, and what the question is about. `pods` are those the subject stands on; a Node is judged
 * by itself and has none.
 */
export type Scene = { facts: Facts; subject: Subject; near: Neighbourhood; pods: readonly Pod[] };

/**
 * Something worth knowing that only the first wave can tell to ask for: a file with a pure function from what was read
 * to the reads that are wanted. Where more is wanted than an answer may read, what stands first in the registry is read.
 */
export type Wanting = {
  id: string;
  /** Every kind it can ask for, for the roles in deploy/. */
  rights: readonly { kind: KindName; verb: 'get' | 'list' }[];
  wants: (scene: Scene) => Want[];
};

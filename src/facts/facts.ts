import type { ObjectRef, Unexamined } from '../answer.ts';
import type { ReadFailure } from '../ports.ts';
import type { KindName, ObjectOf, OutsideKind, OutsideObject } from './objects.ts';

/** The lines of one container's log, oldest first; `previous` is the run before the current one. */
export type Log = { namespace: string; pod: string; container: string; previous: boolean; lines: string[] };

/**
 * A read that failed: which kind it would have given, the words for the reader, and what the cluster said. `partial`:
 * some objects of the kind were read, and there may be others.
 */
export type Gap = Unexamined & {
  kind: KindName | 'Log' | 'Outside';
  failure?: ReadFailure;
  partial?: true;
};

/** A kind from outside with its group: `Kustomization.kustomize.toolkit.fluxcd.io`. */
export type OutsideName = `${string}.${string}`;

/**
 * A read that was answered in full: all objects of a kind in a namespace (null: in all of them), or the one of that name.
 * What it did not bring does not exist. With `only: 'placed'` those were the pods that have a node and are not finished;
 * with `labels` those that the label selector finds.
 */
export type ReadMade = {
  kind: KindName | OutsideName;
  namespace: string | null;
  name: string | null;
  only?: 'placed';
  labels?: string;
};

/** The names of the keys of a ConfigMap or Secret; the values are never kept. */
export type Keys = { kind: 'ConfigMap' | 'Secret'; namespace: string; name: string; keys: string[] };

/**
 * Everything that was collected for one question: plain values, no clock, no connection.
 * `objects` holds the lists as far as they were read; what could not be read stands in `gaps`.
 */
export type Facts = {
  cluster: string;
  /** When the facts were collected, RFC 3339. */
  now: string;
  objects: { readonly [K in KindName]: readonly ObjectOf[K][] };
  /** Objects of kinds from outside Kubernetes itself, such as those of cert-manager or Argo CD. */
  outside: readonly OutsideObject[];
  /** The kinds from outside that the cluster serves, where that was asked; `whole`: it serves no others. */
  served: { kinds: readonly OutsideKind[]; whole: boolean };
  logs: readonly Log[];
  keys: readonly Keys[];
  reads: readonly ReadMade[];
  gaps: readonly Gap[];
};

/** What the question is about, once it was found. */
export type Subject = ObjectRef & { uid: string | null };

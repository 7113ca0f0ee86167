import type { Confidence, Evidence, ObjectRef, Remedy, Severity } from '../answer.ts';
import type { Facts } from '../facts/facts.ts';
import type { KindName } from '../facts/objects.ts';

/**
 * What a cause found about one object, before the chain is drawn.
 * `follows` names the objects whose own findings explain this one; `effect` is how this finding ends a sentence
 * that begins with its root cause ("…, so Service catalog has no ready endpoint").
 */
export type Found = {
  severity: Severity;
  confidence: Confidence;
  object: ObjectRef;
  /** One sentence without a full stop. */
  summary: string;
  /** The summary where several objects show the same, without what only one of them has: its name, its container. */
  shared?: string;
  /** The summary without what can be left out, for a sentence that goes on with an effect. */
  brief?: string;
  effect?: string;
  evidence: Evidence[];
  remedies: Remedy[];
  follows?: ObjectRef[];
  /**
   * The objects whose own findings this one makes a thing of the past: they follow from it, and mending them is no use.
   * A pod that is only to be replaced.
   */
  outdates?: ObjectRef[];
  /** The objects at fault where it shows on another: the Secret of an Ingress, the quota that refuses a pod. */
  blames?: ObjectRef[];
  /** The same key on several objects makes them one finding: what is shared, e.g. the image or the node. */
  fingerprint: string;
};

/** What a cause may look at: a kind, or the logs and keys collected beside the objects. */
export type Look = KindName | 'logs' | 'keys' | 'Outside';

/** What findings are about: a kind, any kind from outside Kubernetes, or those of an API group and the groups under it. */
export type About = KindName | 'Outside' | `${string}.${string}`;

/** One thing that can be wrong. A cause is a file: this declaration, and `look`, a pure function over the facts. */
export type Cause = {
  /** The id in the JSON contract, kebab-case, the file's name. */
  id: string;
  /** A short noun phrase for docs and headings: `Image does not exist`. */
  title: string;
  /** What is fine when this cause finds nothing; causes that share the phrase are named once: `image pulls`. */
  rulesOut: string;
  /** How it is told, for docs/causes.md: the API signal, in one or two sentences. */
  signal: string;
  looksAt: readonly Look[];
  /** The kinds its findings are about: where none of them is in sight, the cause rules nothing out. */
  about: readonly About[];
  /** The objects on which what it rules out shows, whichever cause explains it: there it is not ruled out. */
  shows?: (facts: Facts) => readonly ObjectRef[];
  /** Speaks about an object only where no other cause does. */
  fallback?: true;
  look: (facts: Facts) => Found[];
};

import type { Change, ObjectRef } from '../../answer.ts';
import type { Facts } from '../facts.ts';
import type { Neighbourhood } from '../related.ts';

/**
 * A change as it was found out: beside what the reader is told, the object that changed, and of a rollout its
 * revision in few words, for a sentence about its pods: `since revision 7 (image v2 → v3, 12 min ago)`.
 */
export type KnownChange = Change & {
  object: ObjectRef;
  rollout: { revision: number; brief: string | null } | null;
  /** The object was there before, and what it holds was changed. */
  edited?: true;
};

/** One way to find changes out. `near` is what the question is about and stands around it. */
export type ChangeSource = (facts: Facts, near: Neighbourhood) => KnownChange[];

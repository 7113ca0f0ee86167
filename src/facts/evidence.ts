import type { Evidence, ObjectRef } from '../answer.ts';
import type { Log } from './facts.ts';
import type { ContainerView } from './pods.ts';
import { nameOf } from './refs.ts';

/** A quotation of an object's status. */
export const statusEvidence = (ref: ObjectRef, text: string, at: string | null = null): Evidence => ({
  from: ref.kind === 'Node' ? 'node' : 'status',
  object: nameOf(ref),
  text,
  at,
});

/** A quotation of an object's declaration. */
export const specEvidence = (ref: ObjectRef, text: string): Evidence => ({
  from: 'spec',
  object: nameOf(ref),
  text,
  at: null,
});

/** One line of a container's log. */
export const logEvidence = (view: ContainerView, log: Log, text: string): Evidence => ({
  from: 'log',
  object: `${nameOf(view.ref)} ${view.name}${log.previous ? ' (previous run)' : ''}`,
  text,
  at: null,
});

import type { ObjectRef } from '../answer.ts';
import type { KindName, Metadata } from './objects.ts';

/** The reference of an object that came from a list of `kind`. */
export const refOf = (kind: KindName, object: { metadata?: Metadata | undefined }): ObjectRef => ({
  kind,
  namespace: object.metadata?.namespace ?? null,
  name: object.metadata?.name ?? '',
});

/** One string per object, for sets and maps: `Pod/shop/web-1`. */
export const keyOf = (ref: ObjectRef): string => `${ref.kind}/${ref.namespace ?? ''}/${ref.name}`;

/** How evidence names an object: `Pod shop/web-1`, `Node worker-1`. */
export const nameOf = (ref: ObjectRef): string =>
  ref.namespace === null ? `${ref.kind} ${ref.name}` : `${ref.kind} ${ref.namespace}/${ref.name}`;

export const sameRef = (a: ObjectRef, b: ObjectRef): boolean => keyOf(a) === keyOf(b);

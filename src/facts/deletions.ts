import type { ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import { kinds } from './kinds.ts';
import { once } from './memo.ts';
import type { Metadata } from './objects.ts';
import { refOfOutside } from './outside/refs.ts';
import { refOf } from './refs.ts';

/** Finalizers of the API machinery itself come and go within seconds. */
const patienceMs = 30_000;

/**
 * An object that somebody deleted and that is still there. `forMs` is how long ago its time was up: for pods the grace
 * period is counted in, as the API server does. `word` is what kubectl calls its kind.
 */
export type Deletion = {
  ref: ObjectRef;
  metadata: Metadata;
  at: string;
  forMs: number;
  finalizers: readonly string[];
  word: string;
};

/** All that was deleted longer than half a minute ago and is still there, of every kind that was read. */
export const overdueDeletions = once((facts: Facts): Deletion[] => {
  const all = kinds.flatMap(({ kind }) =>
    (
      facts.objects[kind] satisfies readonly { metadata?: Metadata | undefined }[] as readonly {
        metadata?: Metadata | undefined;
      }[]
    ).flatMap((object) =>
      object.metadata?.deletionTimestamp === undefined
        ? []
        : [{ ref: refOf(kind, object), metadata: object.metadata, word: kind.toLowerCase() }],
    ),
  );
  const outside = facts.outside.flatMap((object) =>
    object.metadata?.deletionTimestamp === undefined
      ? []
      : [
          {
            ref: refOfOutside(object),
            metadata: object.metadata,
            word: `${object.kind.toLowerCase()}.${object.apiVersion.split('/')[0] ?? ''}`,
          },
        ],
  );
  return [...all, ...outside].flatMap(({ ref, metadata, word }) => {
    const at = metadata.deletionTimestamp ?? '';
    const forMs = Date.parse(facts.now) - Date.parse(at);
    return forMs > patienceMs
      ? [{ ref, metadata, at, forMs, finalizers: metadata.finalizers ?? [], word }]
      : [];
  });
});

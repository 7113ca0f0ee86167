import type { ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import type { KindName } from './objects.ts';

/** Whether all objects of a kind in a namespace (null: the whole cluster) were read, or all that a label selector finds. */
export const wasListed = (facts: Facts, kind: KindName, namespace: string | null, labels?: string): boolean =>
  facts.reads.some(
    (read) =>
      read.kind === kind &&
      read.name === null &&
      read.only === undefined &&
      read.labels === labels &&
      (read.namespace === null || read.namespace === namespace),
  );

/** Whether an object is known not to exist: it was read for, by name or with all of its kind, and did not come. */
export const isAbsent = (
  facts: Facts,
  kind: KindName,
  { namespace, name }: Omit<ObjectRef, 'kind'>,
): boolean =>
  !facts.objects[kind].some(
    ({ metadata }) => metadata?.name === name && (metadata.namespace ?? null) === namespace,
  ) &&
  (wasListed(facts, kind, namespace) ||
    facts.reads.some((read) => read.kind === kind && read.name === name && read.namespace === namespace));

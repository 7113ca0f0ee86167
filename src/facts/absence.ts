import type { ObjectRef } from '../answer.ts';
import type { Facts, OutsideName, ReadMade } from './facts.ts';
import type { KindName } from './objects.ts';
import { outsideByRef } from './outside/refs.ts';

/** Whether all objects of a kind in a namespace (null: the whole cluster) were read, or all that a label selector finds. */
export const wasListed = (
  facts: Facts,
  kind: ReadMade['kind'],
  namespace: string | null,
  labels?: string,
): boolean =>
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
  ) && wasReadFor(facts, kind, { namespace, name });

const wasReadFor = (
  facts: Facts,
  kind: ReadMade['kind'],
  { namespace, name }: Omit<ObjectRef, 'kind'>,
): boolean =>
  wasListed(facts, kind, namespace) ||
  facts.reads.some((read) => read.kind === kind && read.name === name && read.namespace === namespace);

/** The same for an object of a kind from outside Kubernetes, in an API group. */
export const isAbsentOutside = (facts: Facts, group: string, ref: ObjectRef): boolean => {
  const kind: OutsideName = `${ref.kind}.${group}`;
  return outsideByRef(facts, ref) === undefined && wasReadFor(facts, kind, ref);
};

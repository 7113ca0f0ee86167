import type { KindName, ObjectOf } from '../facts/objects.ts';

/** What `kubectl apply` keeps here is the whole object again, values included. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

const emptied = (values: unknown): Record<string, string> =>
  typeof values === 'object' && values !== null
    ? Object.fromEntries(Object.keys(values).map((key) => [key, '']))
    : {};

/**
 * A ConfigMap or Secret with its keys and without its values, which no diagnosis needs; any other object as it is.
 * Adapters call this before anything else sees the object.
 */
export const valueFree = <K extends KindName>(kind: K, object: ObjectOf[K]): ObjectOf[K] => {
  if (kind !== 'ConfigMap' && kind !== 'Secret') return object;
  const copy = { ...object };
  for (const field of ['data', 'stringData', 'binaryData'] as const)
    if (field in copy) Object.assign(copy, { [field]: emptied(Reflect.get(copy, field)) });
  const annotations = copy.metadata?.annotations;
  if (annotations?.[lastApplied] !== undefined)
    copy.metadata = { ...copy.metadata, annotations: { ...annotations, [lastApplied]: '' } };
  return copy;
};

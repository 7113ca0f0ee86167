import { kinds } from '../kinds.ts';
import { remainsOf } from '../namespace-remains.ts';
import type { Want, Wanting } from './want.ts';

const resourcesAtMost = 3;
const plain = ['ConfigMap', 'Secret', 'ServiceAccount'] as const;

const listOf = (resource: string, namespace: string): Want[] => {
  if (resource.includes('.'))
    return [{ read: 'served', lists: { of: 'resource', resource, namespace }, spare: true }];
  return plain
    .filter((kind) => kinds.some((one) => one.kind === kind && one.plural === resource))
    .map((kind) => ({ read: 'list', kind, query: { namespace, metadataOnly: true }, spare: true }));
};

/** About a namespace that is being deleted: the objects that it says it still holds. */
export const namespaceRemains: Wanting = {
  id: 'namespace-remains',
  rights: plain.map((kind) => ({ kind, verb: 'list' })),
  wants: ({ facts, subject }) =>
    facts.objects.Namespace.filter(
      ({ metadata }) => subject.kind === 'Namespace' && metadata?.name === subject.name,
    )
      .flatMap(remainsOf)
      .slice(0, resourcesAtMost)
      .flatMap(({ resource }) => listOf(resource, subject.name)),
};

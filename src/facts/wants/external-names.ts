import { inClusterName } from '../external-names.ts';
import { keyOf, refOf } from '../refs.ts';
import type { Want, Wanting } from './want.ts';

const namespacesAtMost = 3;

/** Where a Service is another name for one of this cluster: the Services of that one's namespace, and the namespaces. */
export const externalNames: Wanting = {
  id: 'external-names',
  rights: [
    { kind: 'Service', verb: 'list' },
    { kind: 'Namespace', verb: 'list' },
  ],
  wants: ({ facts, near }) => {
    const namespaces = facts.objects.Service.flatMap((service) => {
      const target = inClusterName(service.spec?.externalName ?? '');
      const asked = service.spec?.type === 'ExternalName' && near.below.has(keyOf(refOf('Service', service)));
      return asked && target !== null && target.namespace !== service.metadata?.namespace
        ? [target.namespace]
        : [];
    });
    const lists = [...new Set(namespaces)].slice(0, namespacesAtMost).map((namespace): Want => ({
      read: 'list',
      kind: 'Service',
      query: { namespace },
    }));
    return lists.length === 0
      ? []
      : [...lists, { read: 'list', kind: 'Namespace', query: { namespace: null, metadataOnly: true } }];
  },
};

import { keyOf, refOf } from '../refs.ts';
import type { Wanting } from './want.ts';

/** Where a Service sends traffic only to pods of the node it comes in on: which nodes there are. */
export const localPolicies: Wanting = {
  id: 'local-policies',
  rights: [{ kind: 'Node', verb: 'list' }],
  wants: ({ facts, near }) =>
    facts.objects.Service.some(
      (service) =>
        near.below.has(keyOf(refOf('Service', service))) &&
        (service.spec?.externalTrafficPolicy === 'Local' || service.spec?.internalTrafficPolicy === 'Local'),
    )
      ? [{ read: 'list', kind: 'Node', query: { namespace: null } }]
      : [],
};

import type { ObjectRef } from '../../answer.ts';
import { failedCallIn } from '../admission-webhooks.ts';
import { refusedCreations } from '../creation.ts';
import { keyOf } from '../refs.ts';
import type { Want, Wanting } from './want.ts';

/** What stands behind the Service of a webhook: its endpoints, its pods and who makes them. */
export const behind = ({ namespace, name }: ObjectRef): Want[] => [
  { read: 'get', kind: 'Service', namespace, name },
  { read: 'list', kind: 'EndpointSlice', query: { namespace, labels: `kubernetes.io/service-name=${name}` } },
  { read: 'list', kind: 'Pod', query: { namespace } },
  { read: 'list', kind: 'Deployment', query: { namespace } },
  { read: 'list', kind: 'StatefulSet', query: { namespace } },
  { read: 'list', kind: 'ReplicaSet', query: { namespace } },
  { read: 'list', kind: 'Event', query: { namespace, fields: 'type=Warning' } },
  { read: 'list', kind: 'Node', query: { namespace: null }, spare: true },
];

const everywhere = { namespace: null };

/** Where the API server does not take what a controller makes: what its sentence names. */
export const admission: Wanting = {
  id: 'admission',
  rights: [
    { kind: 'ServiceAccount', verb: 'list' },
    { kind: 'LimitRange', verb: 'list' },
    { kind: 'Namespace', verb: 'get' },
    { kind: 'PriorityClass', verb: 'list' },
    { kind: 'ValidatingWebhookConfiguration', verb: 'list' },
    { kind: 'MutatingWebhookConfiguration', verb: 'list' },
    { kind: 'Service', verb: 'get' },
    { kind: 'EndpointSlice', verb: 'list' },
    { kind: 'Pod', verb: 'list' },
    { kind: 'Deployment', verb: 'list' },
    { kind: 'StatefulSet', verb: 'list' },
    { kind: 'ReplicaSet', verb: 'list' },
    { kind: 'Event', verb: 'list' },
    { kind: 'Node', verb: 'list' },
  ],
  wants: ({ facts, near }) => {
    const refused = refusedCreations(facts).filter(
      ({ creator, object }) => near.below.has(keyOf(creator)) || near.below.has(keyOf(object)),
    );
    return refused.flatMap(({ sentence, object: { namespace } }): Want[] => {
      if (/serviceaccount "/.test(sentence))
        return [{ read: 'list', kind: 'ServiceAccount', query: { namespace, metadataOnly: true } }];
      if (/usage per|ratio per|must be less than or equal to|must specify/.test(sentence))
        return [{ read: 'list', kind: 'LimitRange', query: { namespace } }];
      if (/violates PodSecurity|is being terminated/.test(sentence) && namespace !== null)
        return [{ read: 'get', kind: 'Namespace', namespace: null, name: namespace }];
      if (/no PriorityClass/.test(sentence))
        return [{ read: 'list', kind: 'PriorityClass', query: everywhere }];
      const call = failedCallIn(sentence);
      if (call === null) return [];
      return [
        { read: 'list', kind: 'ValidatingWebhookConfiguration', query: everywhere },
        { read: 'list', kind: 'MutatingWebhookConfiguration', query: everywhere },
        ...(call.service === null ? [] : behind(call.service)),
      ];
    });
  },
};

import { lackOf, refusedCreations } from '../facts/creation.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Cause } from './cause.ts';

/** `failed quota: q: must specify limits.cpu for: app; limits.memory for: app`; older servers leave the containers out. */
const sentenceOfQuota = /failed quota: (\S+): must specify (.*)$/s;

const fieldsIn = (text: string): { fields: string[]; containers: string[] } => {
  const parts = text
    .split(/; |,(?=\S+(?:\.\S+)? ?(?:for:|$|,))/)
    .map((part) => /^(\S+?)(?: for: (.*))?$/s.exec(part.trim()));
  return {
    fields: [...new Set(parts.flatMap((part) => part?.[1]?.split(',') ?? []))],
    containers: [...new Set(parts.flatMap((part) => part?.[2]?.split(',') ?? []))],
  };
};

export const quotaFieldMissing: Cause = {
  id: 'quota-field-missing',
  title: 'A quota demands a request or limit that the pod does not set',
  rulesOut: 'quotas and pod creation',
  signal: 'A controller lacks pods and the API server says `failed quota: …: must specify …`.',
  looksAt: ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'Event'],
  about: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicationController'],
  look: (facts) =>
    refusedCreations(facts).flatMap((refused) => {
      const match = sentenceOfQuota.exec(refused.sentence);
      if (match === null) return [];
      const { object, evidence } = refused;
      const [, quota = '', text = ''] = match;
      const { fields, containers } = fieldsIn(text);
      const who = containers.length === 0 ? 'the pod' : `container ${containers.join(', ')}`;
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: `ResourceQuota ${quota} demands ${fields.join(', ')}, which ${who} does not set: ${lackOf(refused)}`,
          brief: `ResourceQuota ${quota} demands ${fields.join(', ')}, which ${who} does not set`,
          evidence,
          remedies: [
            {
              title: 'Set it in the pod template, or give the namespace a LimitRange with defaults',
              command: kubectl(object.namespace, 'edit', `${object.kind.toLowerCase()}/${object.name}`),
              action: null,
            },
          ],
          blames: [{ kind: 'ResourceQuota', namespace: object.namespace, name: quota }],
          fingerprint: `${object.namespace ?? ''} ${quota}`,
        },
      ];
    }),
};

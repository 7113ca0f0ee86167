import { refusedCreations } from '../facts/creation.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Cause } from './cause.ts';

const sentenceOfQuota = /exceeded quota: ([^,\s]+)(?:, requested: (.*?), used: (.*?), limited: (.*))?$/s;

export const quotaExceeded: Cause = {
  id: 'quota-exceeded',
  title: 'A quota keeps pods from being created',
  rulesOut: 'quotas and pod creation',
  signal:
    'A ReplicaSet, StatefulSet, DaemonSet or Job lacks pods, and its condition or FailedCreate event says `exceeded quota`.',
  looksAt: ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'Event', 'ResourceQuota'],
  about: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job'],
  look: (facts) =>
    refusedCreations(facts).flatMap(({ object, sentence, wanted, present, evidence }) => {
      const match = sentenceOfQuota.exec(sentence);
      if (match === null) return [];
      const [, quota = '', requested, used, limited] = match;
      const held = facts.objects.ResourceQuota.find(
        ({ metadata }) => metadata?.name === quota && metadata.namespace === object.namespace,
      );
      const ref = { kind: 'ResourceQuota', namespace: object.namespace, name: quota };
      const uses = Object.entries(held?.status?.hard ?? {}).map(
        ([key, hard]) => `${key} ${held?.status?.used?.[key] ?? '?'} of ${hard ?? '?'}`,
      );
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: `ResourceQuota ${quota} is exceeded: ${present} of ${wanted} pods of ${object.kind} ${object.name} exist, the rest cannot be created${requested === undefined ? '' : ` (asked ${requested}, used ${used ?? ''}, limit ${limited ?? ''})`}`,
          evidence: [
            ...evidence,
            ...(uses.length === 0 ? [] : [statusEvidence(ref, `used: ${uses.join(', ')}`)]),
          ],
          remedies: [
            {
              title: 'Raise the quota, ask for less, or remove what is not needed',
              command: kubectl(object.namespace, 'describe', 'quota', quota),
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''} ${quota}`,
        },
      ];
    }),
};

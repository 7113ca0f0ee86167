import { statusEvidence } from '../facts/evidence.ts';
import { controllerOf } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const podEvicted: Cause = {
  id: 'pod-evicted',
  title: 'Pod was evicted by its node',
  rulesOut: 'evictions',
  signal:
    'The pod has phase Failed and reason Evicted; the message says which resource ran short. A pod with an owner is replaced and only mentioned.',
  looksAt: ['Pod'],
  about: ['Pod'],
  look: (facts) =>
    facts.objects.Pod.filter(
      ({ status, metadata }) =>
        status?.phase === 'Failed' &&
        status.reason === 'Evicted' &&
        metadata?.deletionTimestamp === undefined,
    ).map((pod) => {
      const object = refOf('Pod', pod);
      const owned = controllerOf(pod) !== undefined;
      return {
        severity: owned ? 'info' : 'critical',
        confidence: 'certain',
        object,
        summary: `Pod ${object.name} was evicted from node ${pod.spec?.nodeName ?? '?'}: ${(pod.status?.message ?? 'no message').trim().replace(/\.$/, '')}`,
        evidence: [
          statusEvidence(
            object,
            `Failed (Evicted): ${pod.status?.message ?? ''}`,
            pod.status?.startTime ?? null,
          ),
        ],
        remedies: [
          { title: 'Set requests that match its use, or free the node', command: null, action: null },
        ],
        follows: [{ kind: 'Node', namespace: null, name: pod.spec?.nodeName ?? '' }],
        fingerprint: `${pod.spec?.nodeName ?? ''} ${(pod.status?.message ?? '').split('.')[0] ?? ''}`,
      };
    }),
};

import { statusEvidence } from '../facts/evidence.ts';
import { controllerOf } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { clauses } from '../facts/sentences.ts';
import type { Cause } from './cause.ts';

/** So many evictions of one workload within an hour are no accident: its pods never stay. */
const oftenAtLeast = 3;
const withinMs = 60 * 60 * 1000;

/** A pod that went over its own limit will do so again: the second time is no accident. */
const ownOftenAtLeast = 2;

/** What the kubelet says where a pod went over a limit of its own. */
const ownLimit = /emptyDir volume|ephemeral local storage usage exceeds|Container \S+ exceeded/i;

export const podEvicted: Cause = {
  id: 'pod-evicted',
  title: 'Pod was evicted by its node',
  rulesOut: 'evictions',
  signal:
    'The pod has phase Failed and reason Evicted; the message says which resource ran short. A pod with an owner is replaced and only mentioned, unless its workload loses three or more within an hour, or two by a limit of their own.',
  looksAt: ['Pod'],
  about: ['Pod'],
  look: (facts) => {
    const pods = facts.objects.Pod.filter(
      ({ status, metadata }) =>
        status?.phase === 'Failed' &&
        status.reason === 'Evicted' &&
        metadata?.deletionTimestamp === undefined,
    );
    const evicted = Map.groupBy(
      pods.filter(({ status }) => Date.parse(facts.now) - Date.parse(status?.startTime ?? '') < withinMs),
      (pod) => controllerOf(pod)?.uid ?? '',
    );
    return pods.map((pod) => {
      const object = refOf('Pod', pod);
      const owner = controllerOf(pod)?.uid;
      const node = pod.spec?.nodeName;
      const message = (pod.status?.message ?? '').trim();
      const own = ownLimit.test(message);
      const often =
        owner !== undefined && (evicted.get(owner)?.length ?? 0) >= (own ? ownOftenAtLeast : oftenAtLeast);
      return {
        severity: owner === undefined ? 'critical' : often ? 'warning' : 'info',
        confidence: 'certain',
        object,
        summary: `Pod ${object.name} was evicted${node === undefined ? '' : ` from node ${node}`}${message === '' ? '; no message says why' : `: ${message.replace(/\.$/, '')}`}`,
        evidence: [
          statusEvidence(object, clauses('Failed (Evicted)', message), pod.status?.startTime ?? null),
        ],
        remedies: [
          {
            title: own
              ? 'Have it write less, or raise the limit that the message names (sizeLimit, ephemeral-storage)'
              : 'Set requests that match its use, or free the node',
            command: null,
            action: null,
          },
        ],
        follows: node === undefined ? [] : [{ kind: 'Node', namespace: null, name: node }],
        fingerprint: `${node ?? ''} ${message.split('.')[0] ?? ''}`,
      };
    });
  },
};

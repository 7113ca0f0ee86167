import type { Severity } from '../answer.ts';
import { hasClock, unreadWords } from '../facts/gaps.ts';
import { youthMs } from '../facts/pods.ts';
import { unreadPods } from '../facts/unread-pods.ts';
import type { UnreadPods } from '../facts/unread-pods.ts';
import type { Cause } from './cause.ts';

/** What a newer revision replaces is only mentioned. */
const severityOf = ({ none, past }: UnreadPods): Severity => {
  if (past) return 'info';
  return none ? 'critical' : 'warning';
};

export const replicasUnready: Cause = {
  id: 'replicas-unready',
  title: 'Workload counts pods that are not ready, and they could not be read',
  rulesOut: 'pods that are not ready',
  signal:
    'The status of a Deployment, ReplicaSet, StatefulSet or DaemonSet counts fewer ready pods than it wants, and its pods could not be read: refused, or not in the files.',
  looksAt: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'],
  about: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'],
  fallback: true,
  look: (facts) =>
    unreadPods(facts)
      .filter(({ born }) => !hasClock(facts) || !(Date.parse(facts.now) - Date.parse(born ?? '') <= youthMs))
      .map((unread) => {
        const { object, lack, past, why, evidence } = unread;
        const what = `${object.kind} ${object.name}${past ? ', an earlier revision,' : ''} ${lack}`;
        return {
          severity: severityOf(unread),
          confidence: 'certain',
          object,
          summary:
            why === undefined
              ? `${what}; its pods, which would say why, ${unreadWords(facts)}`
              : `${what}: ${why}`,
          brief: why === undefined ? what : `${what}: ${why.split(': [', 1)[0] ?? ''}`,
          effect: what,
          evidence,
          remedies: [],
          fingerprint: `${object.kind} ${object.namespace ?? ''}/${object.name}`,
        };
      }),
};

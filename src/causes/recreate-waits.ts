import { span } from '../facts/durations.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Pod } from '../facts/objects.ts';
import { youthMs } from '../facts/pods.ts';
import { waitingRecreates } from '../facts/recreates.ts';
import { refOf } from '../facts/refs.ts';
import { stoppingOf } from '../facts/stopping.ts';
import type { Cause } from './cause.ts';

const nameOf = ({ metadata }: Pod): string => metadata?.name ?? '';

export const recreateWaits: Cause = {
  id: 'recreate-waits',
  title: 'A new pod is not made before the old one has stopped',
  rulesOut: 'rollouts',
  signal:
    'A Deployment of strategy Recreate has scaled its old ReplicaSet to 0, and pods of it are still stopping: the new ReplicaSet wants no pods before. Within two minutes it is only mentioned.',
  looksAt: ['Deployment', 'ReplicaSet', 'Pod'],
  about: ['Deployment'],
  look: (facts) =>
    waitingRecreates(facts).map(({ deployment, stopping }) => {
      const object = refOf('Deployment', deployment);
      const [first] = stopping;
      const { forMs, graceS } = stoppingOf(facts, first) ?? { forMs: 0, graceS: 0 };
      const others = stopping.length > 1 ? ` and ${stopping.length - 1} more` : '';
      const lasts = `pod ${nameOf(first)}${others} has been stopping for ${span(forMs)} of the ${span(graceS * 1000)} it may take`;
      return {
        severity: forMs < youthMs ? 'info' : 'critical',
        confidence: 'certain',
        object,
        summary: `Deployment ${object.name} makes no new pod before its old one has stopped (strategy Recreate): ${lasts}`,
        brief: `Deployment ${object.name} makes no new pod yet (strategy Recreate): ${lasts}`,
        effect: `Deployment ${object.name} makes no new pod (strategy Recreate)`,
        evidence: [
          specEvidence(object, 'strategy: Recreate'),
          ...stopping.map((pod) =>
            statusEvidence(
              refOf('Pod', pod),
              `deletionTimestamp: ${pod.metadata?.deletionTimestamp ?? ''}, grace period ${stoppingOf(facts, pod)?.graceS ?? '?'} s, phase: ${pod.status?.phase ?? 'none'}`,
            ),
          ),
        ],
        remedies: [
          {
            title: 'Let the old pod end; to stop it now, at the risk of what it still does:',
            command: kubectl(object.namespace, 'delete', 'pod', nameOf(first), '--grace-period=1'),
            action: null,
          },
        ],
        follows: stopping.map((pod) => refOf('Pod', pod)),
        fingerprint: `${object.namespace ?? ''}/${object.name}`,
      };
    }),
};

import type { Evidence } from '../answer.ts';
import { span } from '../facts/durations.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Pod } from '../facts/objects.ts';
import { ageMs, containersOf } from '../facts/pods.ts';
import { probeTrouble } from '../facts/probe-trouble.ts';
import { refOf } from '../facts/refs.ts';
import { rolloutsUnderWay } from '../facts/rollouts-under-way.ts';
import type { RolloutUnderWay } from '../facts/rollouts-under-way.ts';
import type { Cause } from './cause.ts';

const servingWords = ({ older, updated }: RolloutUnderWay): string =>
  updated > 0
    ? `${older} old and ${updated} new pods serve`
    : `${older} old ${older === 1 ? 'pod serves' : 'pods serve'}`;

/** What the first probe of a pod that is not answered yet was told. */
const probed = (facts: Facts, pod: Pod): Evidence[] => {
  const open = containersOf(pod).find(
    ({ role, status, spec }) =>
      role !== 'init' && status?.ready !== true && spec?.readinessProbe !== undefined,
  );
  return open === undefined ? [] : probeTrouble(facts, open, 'readiness').evidence;
};

const progressOf = (rollout: RolloutUnderWay): Evidence[] => {
  const { deployment, progressing, number, updated, older } = rollout;
  const object = refOf('Deployment', deployment);
  const { status = '', reason = '', message = '', lastUpdateTime } = progressing;
  return [
    statusEvidence(object, `Progressing: ${status} (${reason}): ${message}`, lastUpdateTime ?? null),
    statusEvidence(
      object,
      `ready pods: revision ${number}: ${updated}, older revisions: ${older}; wanted: ${deployment.spec?.replicas ?? 1}`,
    ),
  ];
};

export const rolloutUnderWay: Cause = {
  id: 'rollout-under-way',
  title: 'Rollout is under way',
  rulesOut: 'pods that are not ready',
  signal:
    'New pods of a Deployment are not ready yet and show nothing that waiting could not mend; its progress deadline has not passed, and as many pods serve as maxUnavailable demands. It is only mentioned.',
  looksAt: ['Deployment', 'ReplicaSet', 'Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    rolloutsUnderWay(facts).flatMap((rollout) => {
      const { deployment, number, starting, leftMs } = rollout;
      const { namespace, name } = refOf('Deployment', deployment);
      const since = span(Math.max(...starting.map((pod) => ageMs(facts, pod))));
      const what = `Revision ${number} of ${name} is rolling out, ${servingWords(rollout)}, ${span(leftMs)} left to its deadline`;
      return starting.map((pod) => ({
        severity: 'info',
        confidence: 'certain',
        object: refOf('Pod', pod),
        summary: `${what}: its new pod has been starting for ${since}`,
        shared: `${what}: its new pods have been starting for ${since}`,
        evidence: [...progressOf(rollout), ...probed(facts, pod)],
        remedies: [
          {
            title: 'Wait for it',
            command: kubectl(namespace, 'rollout', 'status', `deployment/${name}`),
            action: null,
          },
        ],
        fingerprint: `${namespace ?? ''}/${name}`,
      }));
    }),
};

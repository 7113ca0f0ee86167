import { counted } from '../facts/counts.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { kubectlPatch } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import { blockedSurges } from '../facts/surge.ts';
import type { Cause } from './cause.ts';

export const rolloutSurgeBlocked: Cause = {
  id: 'rollout-surge-blocked',
  title: 'A rollout may take no old pod away and has no room for a new one',
  rulesOut: 'rollouts',
  signal:
    'maxUnavailable comes to 0 (25% of fewer than four pods is 0), the old pods are all there, and the pod of the new revision finds no room on a node or in the quota.',
  looksAt: ['Deployment', 'ReplicaSet', 'Pod', 'Event'],
  about: ['Deployment'],
  look: (facts) =>
    blockedSurges(facts).map(({ deployment, number, wanted, serving, surge, waiting, sentence }) => {
      const object = refOf('Deployment', deployment);
      const { maxUnavailable = '25%', maxSurge = '25%' } = deployment.spec?.strategy?.rollingUpdate ?? {};
      const share =
        typeof maxUnavailable === 'string' ? ` (${maxUnavailable} of ${counted(wanted, 'pod')})` : '';
      const place = waiting.length > 0 ? 'on the nodes' : 'in the quota';
      const what = `rollout of Deployment ${object.name} to revision ${number} cannot begin: maxUnavailable is 0${share}, so each new pod needs room ${place} beside the ${serving} old ones`;
      return {
        severity: 'warning',
        confidence: 'certain',
        object,
        summary: `The ${what}`,
        effect: `the rollout of ${object.name} to revision ${number} cannot begin (maxUnavailable is 0)`,
        evidence: [
          specEvidence(
            object,
            `replicas: ${wanted}, maxUnavailable: ${maxUnavailable}, maxSurge: ${maxSurge}: at least ${wanted} and at most ${wanted + surge} pods`,
          ),
          statusEvidence(
            object,
            `ready pods: revision ${number}: 0, older revisions: ${serving}; ${sentence}`,
          ),
        ],
        remedies: [
          {
            title: 'Let one old pod go first, or make room for one pod more',
            command: kubectlPatch(object, { spec: { strategy: { rollingUpdate: { maxUnavailable: 1 } } } }),
            action: null,
          },
        ],
        follows: [...waiting.map((pod) => refOf('Pod', pod)), object],
        fingerprint: `${object.namespace ?? ''}/${object.name}`,
      };
    }),
};

import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const rolloutPaused: Cause = {
  id: 'rollout-paused',
  title: 'Rollout is paused',
  rulesOut: 'rollouts',
  signal: 'The Deployment has `spec.paused: true` and changes wait: fewer pods are up to date than wanted.',
  looksAt: ['Deployment'],
  about: ['Deployment'],
  look: (facts) =>
    facts.objects.Deployment.flatMap((deployment) => {
      const wanted = deployment.spec?.replicas ?? 1;
      const updated = deployment.status?.updatedReplicas ?? 0;
      if (deployment.spec?.paused !== true || updated >= wanted) return [];
      const object = refOf('Deployment', deployment);
      const condition = deployment.status?.conditions?.find(({ reason }) => reason === 'DeploymentPaused');
      const available = deployment.status?.availableReplicas ?? 0;
      return [
        {
          severity: available >= wanted ? 'warning' : 'critical',
          confidence: 'certain',
          object,
          summary: `Deployment ${object.name} is paused: ${updated} of ${wanted} pods carry its current template, ${available} are available`,
          evidence: [
            specEvidence(object, 'paused: true'),
            ...(condition === undefined
              ? []
              : [
                  statusEvidence(
                    object,
                    `${condition.type ?? ''}: ${condition.status ?? ''} (DeploymentPaused)`,
                    condition.lastTransitionTime ?? null,
                  ),
                ]),
          ],
          remedies: [
            {
              title: 'Resume the rollout',
              command: kubectl(object.namespace, 'rollout', 'resume', `deployment/${object.name}`),
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};

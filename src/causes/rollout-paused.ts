import { span } from '../facts/durations.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { ownersOf } from '../facts/field-owners.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import { revisionsOf } from '../facts/revisions.ts';
import { briefChange, templateChanges } from '../facts/template-changes.ts';
import type { Cause } from './cause.ts';

export const rolloutPaused: Cause = {
  id: 'rollout-paused',
  title: 'Rollout is paused',
  rulesOut: 'rollouts',
  signal:
    'The Deployment has `spec.paused: true` and changes wait: fewer pods are up to date than wanted. What waits is told from the newest revision and the template.',
  looksAt: ['Deployment', 'ReplicaSet'],
  about: ['Deployment'],
  look: (facts) =>
    facts.objects.Deployment.flatMap((deployment) => {
      const wanted = deployment.spec?.replicas ?? 1;
      const updated = deployment.status?.updatedReplicas ?? 0;
      if (deployment.spec?.paused !== true || updated >= wanted) return [];
      const object = refOf('Deployment', deployment);
      const condition = deployment.status?.conditions?.find(({ reason }) => reason === 'DeploymentPaused');
      const available = deployment.status?.availableReplicas ?? 0;
      const [newest] = revisionsOf(facts, deployment);
      const changes =
        newest === undefined ? [] : templateChanges(newest.set.spec?.template, deployment.spec.template);
      const brief = briefChange(changes);
      const [owner] = ownersOf(deployment.metadata, 'f:spec', 'f:paused');
      const since = condition?.lastUpdateTime ?? owner?.at ?? null;
      const when = since === null ? '' : ` for ${span(Date.parse(facts.now) - Date.parse(since))}`;
      const by = owner === undefined ? '' : ` by ${owner.by}`;
      return [
        {
          severity: available >= wanted ? 'warning' : 'critical',
          confidence: 'certain',
          object,
          summary: `Deployment ${object.name} has been paused${when}${by}${brief === null ? '' : ` and a change waits (${brief})`}: ${updated} of ${wanted} pods carry its current template, ${available} ${available === 1 ? 'is' : 'are'} available`,
          evidence: [
            specEvidence(object, 'paused: true'),
            ...(changes.length === 0
              ? []
              : [specEvidence(object, `since revision ${newest?.number ?? ''}: ${changes.join('; ')}`)]),
            ...(condition === undefined
              ? []
              : [
                  statusEvidence(
                    object,
                    `${condition.type ?? ''}: ${condition.status ?? ''} (DeploymentPaused): ${condition.message ?? ''}`,
                    condition.lastUpdateTime ?? null,
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

import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { isTroubled } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { podsOfSet, readyPods, revisionsOf, templateChanges } from '../facts/revisions.ts';
import type { Cause } from './cause.ts';

export const rolloutStuck: Cause = {
  id: 'rollout-stuck',
  title: 'Rollout does not get on',
  rulesOut: 'rollouts',
  signal:
    'The Deployment has Progressing=False with ProgressDeadlineExceeded, or pods of its newest revision fail while an older one still serves. The pod templates of the two revisions tell what changed.',
  looksAt: ['Deployment', 'ReplicaSet', 'Pod'],
  about: ['Deployment'],
  look: (facts) =>
    facts.objects.Deployment.flatMap((deployment) => {
      const [newest, before] = revisionsOf(facts, deployment).filter(
        ({ set, number }, index) => index === 0 || (set.spec?.replicas ?? 0) > 0 || number > 0,
      );
      const progressing = deployment.status?.conditions?.find(({ type }) => type === 'Progressing');
      const object = refOf('Deployment', deployment);
      const exceeded = progressing?.reason === 'ProgressDeadlineExceeded';
      const updated = newest === undefined ? 0 : readyPods(facts, newest.set);
      const wanted = deployment.spec?.replicas ?? 1;
      if (
        newest === undefined ||
        before === undefined ||
        updated >= wanted ||
        deployment.spec?.paused === true
      )
        return [];
      const serving = revisionsOf(facts, deployment)
        .slice(1)
        .filter(({ set }) => (set.spec?.replicas ?? 0) > 0);
      const ready = serving.reduce((sum, { set }) => sum + readyPods(facts, set), 0);
      const troubled = podsOfSet(facts, newest.set).some((pod) => isTroubled(facts, pod));
      if (!exceeded && (serving.length === 0 || !troubled)) return [];
      const pods = podsOfSet(facts, newest.set).map((pod) => refOf('Pod', pod));
      const changes = templateChanges(before.set.spec?.template, newest.set.spec?.template);
      const old = serving.map(({ number }) => number).join(', ');
      const still =
        ready > 0
          ? `revision ${old} still serves with ${ready} of ${wanted} pods`
          : 'no older revision serves';
      const stuck = `the rollout of ${object.name} to revision ${newest.number} is stuck; ${still}`;
      return [
        {
          severity: exceeded ? 'critical' : 'warning',
          confidence: exceeded ? 'certain' : 'likely',
          object,
          summary: `Rollout of Deployment ${object.name} to revision ${newest.number} is stuck: ${updated} of ${wanted} new pods are ready; ${still}`,
          effect: stuck,
          evidence: [
            specEvidence(
              object,
              `revision ${before.number} → ${newest.number}: ${changes.join('; ') || 'same template'}`,
            ),
            ...(progressing === undefined
              ? []
              : [
                  statusEvidence(
                    object,
                    `Progressing: ${progressing.status ?? ''} (${progressing.reason ?? ''}): ${progressing.message ?? ''}`,
                    progressing.lastUpdateTime ?? null,
                  ),
                ]),
            statusEvidence(
              object,
              `ready pods: revision ${newest.number}: ${updated}, older revisions: ${ready}; wanted: ${wanted}`,
            ),
          ],
          remedies: [
            {
              title: `Roll back to revision ${before.number}`,
              command: kubectl(
                object.namespace,
                'rollout',
                'undo',
                `deployment/${object.name}`,
                `--to-revision=${before.number}`,
              ),
              action: null,
            },
          ],
          follows: [...pods, refOf('ReplicaSet', newest.set)],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};

import { statusEvidence } from '../facts/evidence.ts';
import { newestReleases } from '../facts/helm.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Cause, Found } from './cause.ts';

/** A release that is pending for this long was left behind: Helm's own time limit is five minutes. Milliseconds. */
const pendingMs = 15 * 60 * 1000;

export const helmReleaseFailed: Cause = {
  id: 'helm-release-failed',
  title: 'Helm release failed or hangs',
  rulesOut: 'Helm releases',
  signal:
    'The newest Secret of a Helm release carries the status failed, or pending-install, pending-upgrade or pending-rollback for more than 15 minutes.',
  looksAt: ['Secret'],
  about: ['Secret'],
  look: (facts) =>
    newestReleases(facts).flatMap(({ release, namespace, revision, status, at, secret }): Found[] => {
      const pending = status.startsWith('pending-');
      const age = Date.parse(facts.now) - Date.parse(at ?? facts.now);
      if (status !== 'failed' && !(pending && age > pendingMs)) return [];
      const place = namespace === null ? '' : ` -n ${namespace}`;
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          object: secret,
          summary: pending
            ? `Helm release ${release} hangs in ${status} at revision ${revision}: no other upgrade can begin`
            : `Revision ${revision} of Helm release ${release} failed`,
          evidence: [statusEvidence(secret, `labels: status=${status}, version=${revision}`, at)],
          remedies: [
            ...(revision > 1
              ? [
                  {
                    title: 'Go back to the revision before',
                    command: `helm rollback ${release}${place}`,
                    action: null,
                  },
                ]
              : []),
            {
              title: 'See its revisions',
              command: kubectl(namespace, 'get', 'secret', '-l', `owner=helm,name=${release}`),
              action: null,
            },
          ],
          fingerprint: `${namespace ?? ''}/${release}`,
        },
      ];
    }),
};

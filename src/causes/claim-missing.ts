import { missingClaim } from '../facts/claims.ts';
import { specEvidence } from '../facts/evidence.ts';
import { nearest } from '../facts/near.ts';
import { unscheduledPods } from '../facts/placement/unscheduled.ts';
import type { Cause } from './cause.ts';

export const claimMissing: Cause = {
  id: 'claim-missing',
  title: 'PersistentVolumeClaim does not exist',
  rulesOut: 'scheduling',
  signal: 'The scheduler says `persistentvolumeclaim "x" not found`.',
  looksAt: ['Pod', 'Event', 'PersistentVolumeClaim'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'volume').flatMap(({ ref, sentence, evidence }) => {
      const name = missingClaim(sentence);
      if (name === null) return [];
      const names = facts.objects.PersistentVolumeClaim.filter(
        ({ metadata }) => metadata?.namespace === ref.namespace,
      ).flatMap(({ metadata }) => metadata?.name ?? []);
      const near = nearest(name, names, 3);
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object: ref,
          summary: `PersistentVolumeClaim ${name}, which pod ${ref.name} mounts, does not exist in namespace ${ref.namespace ?? ''}`,
          evidence: [
            ...evidence,
            ...(near.length === 0
              ? []
              : [specEvidence(ref, `claims with a similar name exist: ${near.join(', ')}`)]),
          ],
          remedies: [
            {
              title:
                near.length === 0
                  ? `Create the claim ${name}`
                  : `Create the claim, or mount ${near[0] ?? ''}`,
              command: null,
              action: null,
            },
          ],
          fingerprint: `${ref.namespace ?? ''} ${name}`,
        },
      ];
    }),
};

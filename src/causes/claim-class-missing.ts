import { classOf, isDefault, pendingClaims, wantsReadyVolume } from '../facts/claims.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { specEvidence } from '../facts/evidence.ts';
import { couldSee } from '../facts/gaps.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nearest } from '../facts/near.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const claimClassMissing: Cause = {
  id: 'claim-class-missing',
  title: 'StorageClass does not exist',
  rulesOut: 'storage',
  signal:
    'The claim is Pending and names a StorageClass that no one defined; an event says `storageclass.storage.k8s.io "x" not found`.',
  looksAt: ['PersistentVolumeClaim', 'StorageClass', 'Event'],
  about: ['PersistentVolumeClaim'],
  look: (facts) =>
    pendingClaims(facts).flatMap((claim) => {
      const object = refOf('PersistentVolumeClaim', claim);
      const name = classOf(claim);
      const event = eventsOf(facts, object, 'ProvisioningFailed').find(
        ({ message }) => message?.includes('not found') === true,
      );
      const names = facts.objects.StorageClass.flatMap(({ metadata }) => metadata?.name ?? []);
      if (name === null || name === '' || names.includes(name) || event === undefined) return [];
      if (wantsReadyVolume(facts, claim)) return [];
      const near = nearest(name, names, 1)[0];
      const known = facts.objects.StorageClass.map(
        (one) => `${one.metadata?.name ?? ''}${isDefault(one) ? ' (default)' : ''}`,
      ).join(', ');
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: `StorageClass ${name} does not exist: PersistentVolumeClaim ${object.name} stays Pending${near === undefined ? '' : `; there is a class ${near}`}`,
          evidence: [
            eventEvidence(object, event),
            specEvidence(
              object,
              `storageClassName: ${name}; classes of the cluster: ${known || (couldSee(facts, 'StorageClass') ? 'none' : 'not read')}`,
            ),
          ],
          remedies: [
            {
              title:
                'Create the class, or create the claim anew with a class that exists (it cannot be changed in place)',
              command: kubectl(null, 'get', 'storageclass'),
              action: null,
            },
          ],
          fingerprint: name,
        },
      ];
    }),
};

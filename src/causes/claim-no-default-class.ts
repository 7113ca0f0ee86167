import { classOf, isDefault, pendingClaims } from '../facts/claims.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { specEvidence } from '../facts/evidence.ts';
import { couldSee } from '../facts/gaps.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const claimNoDefaultClass: Cause = {
  id: 'claim-no-default-class',
  title: 'Claim names no StorageClass and there is no default one',
  rulesOut: 'storage',
  signal:
    'The claim is Pending without a class, an event FailedBinding says that no volume is available and no class is set, and no StorageClass is the default.',
  looksAt: ['PersistentVolumeClaim', 'StorageClass', 'Event'],
  about: ['PersistentVolumeClaim'],
  look: (facts) =>
    pendingClaims(facts).flatMap((claim) => {
      const object = refOf('PersistentVolumeClaim', claim);
      const event = eventsOf(facts, object, 'FailedBinding')[0];
      if (classOf(claim) !== null || event === undefined || facts.objects.StorageClass.some(isDefault))
        return [];
      const names = facts.objects.StorageClass.flatMap(({ metadata }) => metadata?.name ?? []);
      // A class that makes no volumes by itself helps nobody as the default.
      const making = facts.objects.StorageClass.filter(
        ({ provisioner }) => provisioner !== 'kubernetes.io/no-provisioner',
      ).flatMap(({ metadata }) => metadata?.name ?? []);
      return [
        {
          severity: 'critical',
          confidence: couldSee(facts, 'StorageClass') ? 'certain' : 'likely',
          object,
          summary: `PersistentVolumeClaim ${object.name} names no StorageClass, the cluster has no default one, and no volume fits: it stays Pending`,
          evidence: [
            eventEvidence(object, event),
            specEvidence(
              object,
              `storageClassName is not set; classes of the cluster: ${names.join(', ') || (couldSee(facts, 'StorageClass') ? 'none' : 'not read')}`,
            ),
          ],
          remedies: [
            {
              title:
                making.length === 0
                  ? 'Install a storage provisioner and make its class the default'
                  : 'Name a class in a new claim, or make one the default for all',
              command:
                making[0] === undefined
                  ? null
                  : kubectl(
                      null,
                      'annotate',
                      'storageclass',
                      making[0],
                      'storageclass.kubernetes.io/is-default-class=true',
                    ),
              action: null,
            },
          ],
          fingerprint: 'no default class',
        },
      ];
    }),
};

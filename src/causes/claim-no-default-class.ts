import { classOf, isDefault, pendingClaims } from '../facts/claims.ts';
import { driverOfClass, isDriverMissing } from '../facts/csi-drivers.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { couldSee } from '../facts/gaps.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { ObjectOf } from '../facts/objects.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** A class by which nobody makes volumes helps no claim. */
const makesVolumes = (facts: Facts, storageClass: ObjectOf['StorageClass']): boolean => {
  const driver = driverOfClass(storageClass);
  return (
    storageClass.provisioner !== 'kubernetes.io/no-provisioner' &&
    (driver === null || !isDriverMissing(facts, driver))
  );
};

const classWords = (making: readonly string[], rest: readonly string[]): string =>
  `classes that make volumes: ${making.join(', ') || 'none'}${rest.length === 0 ? '' : `; without a provisioner that is there: ${rest.join(', ')}`}`;

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
      const classes = facts.objects.StorageClass.map((one) => ({
        name: one.metadata?.name ?? '',
        makes: makesVolumes(facts, one),
      }));
      const making = classes.filter(({ makes }) => makes).map(({ name }) => name);
      const rest = classes.filter(({ makes }) => !makes).map(({ name }) => name);
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
              `storageClassName is not set; ${couldSee(facts, 'StorageClass') ? classWords(making, rest) : 'classes of the cluster: not read'}`,
            ),
          ],
          remedies: [
            {
              title:
                making.length === 0
                  ? 'Install a storage provisioner, and name its class in a new claim'
                  : `Name a class in a new claim (${making.slice(0, 3).join(', ')}); to make one the default is a choice for the whole cluster`,
              command: kubectl(null, 'get', 'storageclass'),
              action: null,
            },
          ],
          fingerprint: 'no default class',
        },
      ];
    }),
};

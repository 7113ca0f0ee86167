import { classOf, pendingClaims } from '../facts/claims.ts';
import type { Claim } from '../facts/claims.ts';
import { claimNames } from '../facts/claims.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { couldSee } from '../facts/gaps.ts';
import { refOf } from '../facts/refs.ts';
import { nearestVolume } from '../facts/volumes.ts';
import type { Cause, Found } from './cause.ts';

/** A class whose volumes somebody makes by hand, or a claim that wants no class. */
const byHand = (facts: Facts, claim: Claim): boolean => {
  const name = classOf(claim);
  if (name === '') return true;
  const known = facts.objects.StorageClass.find(({ metadata }) => metadata?.name === name);
  return known?.provisioner === 'kubernetes.io/no-provisioner';
};

/** Where volumes are bound when a pod wants them, a claim without a pod only waits. */
const isWanted = (facts: Facts, claim: Claim): boolean => {
  const name = classOf(claim);
  const known = facts.objects.StorageClass.find(({ metadata }) => metadata?.name === name);
  return (
    known?.volumeBindingMode !== 'WaitForFirstConsumer' ||
    facts.objects.Pod.some(
      (pod) =>
        pod.metadata?.namespace === claim.metadata?.namespace &&
        claimNames(pod).includes(claim.metadata?.name ?? ''),
    )
  );
};

const found = (facts: Facts, claim: Claim): Found[] => {
  const object = refOf('PersistentVolumeClaim', claim);
  const size = claim.spec?.resources?.requests?.['storage'] ?? 'any size';
  const nearest = nearestVolume(facts, claim);
  if (nearest !== undefined && nearest.why.length === 0) return [];
  const name = nearest?.volume.metadata?.name ?? '';
  const why = nearest?.why.join('; ') ?? '';
  const event = eventsOf(facts, object, 'FailedBinding', 'ProvisioningFailed')[0];
  const wants = `${size}, ${(claim.spec?.accessModes ?? []).join(', ')}, class ${classOf(claim) || 'none'}`;
  return [
    {
      severity: 'critical',
      confidence: 'certain',
      object,
      summary:
        nearest === undefined
          ? `PersistentVolumeClaim ${object.name} finds no volume: its class makes none by itself and the cluster has no PersistentVolume`
          : `PersistentVolumeClaim ${object.name} finds no volume that fits, and its class makes none by itself; nearest is ${name}: ${why}`,
      effect: `claim ${object.name} has no volume`,
      evidence: [
        ...(event === undefined ? [] : [eventEvidence(object, event)]),
        specEvidence(object, `wants ${wants}`),
        ...(nearest === undefined
          ? []
          : [specEvidence(refOf('PersistentVolume', nearest.volume), `does not fit: ${why}`)]),
      ],
      remedies: [
        {
          title:
            nearest === undefined
              ? 'Make a PersistentVolume of that class and size, or name a class that provisions'
              : 'Make a PersistentVolume that fits, or mend what keeps the nearest from it',
          command: null,
          action: null,
        },
      ],
      fingerprint: `${object.namespace ?? ''}/${object.name}`,
    },
  ];
};

export const claimNoFittingVolume: Cause = {
  id: 'claim-no-fitting-volume',
  title: 'No volume fits the claim, and none is made for it',
  rulesOut: 'storage',
  signal:
    'The claim is Pending, its class has the provisioner kubernetes.io/no-provisioner (or it wants no class), and no PersistentVolume agrees with it in class, size, access modes, mode, selector and reservation. The nearest one is named with what differs.',
  looksAt: ['PersistentVolumeClaim', 'PersistentVolume', 'StorageClass', 'Event', 'Pod'],
  about: ['PersistentVolumeClaim'],
  look: (facts) =>
    couldSee(facts, 'PersistentVolume') && couldSee(facts, 'StorageClass')
      ? pendingClaims(facts)
          .filter((claim) => byHand(facts, claim) && isWanted(facts, claim))
          .flatMap((claim) => found(facts, claim))
      : [],
};

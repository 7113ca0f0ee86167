import { claimNames } from '../facts/claims.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

/** https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection */
export const claimStillUsed: Cause = {
  id: 'claim-still-used',
  title: 'Claim is deleted and still used',
  rulesOut: 'storage',
  signal:
    'A claim has a deletionTimestamp and the finalizer kubernetes.io/pvc-protection, and pods that have not ended still mount it.',
  looksAt: ['PersistentVolumeClaim', 'Pod'],
  about: ['PersistentVolumeClaim'],
  look: (facts) =>
    facts.objects.PersistentVolumeClaim.flatMap((claim): Found[] => {
      const { deletionTimestamp, finalizers = [] } = claim.metadata ?? {};
      if (deletionTimestamp === undefined || !finalizers.includes('kubernetes.io/pvc-protection')) return [];
      const object = refOf('PersistentVolumeClaim', claim);
      const users = facts.objects.Pod.filter(
        (pod) =>
          pod.metadata?.namespace === object.namespace &&
          pod.status?.phase !== 'Succeeded' &&
          pod.status?.phase !== 'Failed' &&
          claimNames(pod).includes(object.name),
      );
      const names = users.map(({ metadata }) => metadata?.name ?? '');
      const [first] = names;
      if (first === undefined) return [];
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          object,
          summary: `PersistentVolumeClaim ${object.name} was deleted and stays until ${names.length === 1 ? `pod ${first} ends` : `${names.length} pods end`}, which still ${names.length === 1 ? 'mounts' : 'mount'} it`,
          effect: `claim ${object.name} is not deleted`,
          evidence: [
            statusEvidence(
              object,
              `deletionTimestamp: ${deletionTimestamp}; finalizers: ${finalizers.join(', ')}; mounted by ${names.slice(0, 5).join(', ')}`,
              deletionTimestamp,
            ),
          ],
          remedies: [
            {
              title: 'If the data may go, end the pods that mount it; a deletion cannot be taken back',
              command: kubectl(object.namespace, 'describe', 'pvc', object.name),
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};

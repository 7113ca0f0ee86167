import { statusEvidence } from '../facts/evidence.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const claimLost: Cause = {
  id: 'claim-lost',
  title: 'Claim has lost its volume',
  rulesOut: 'storage',
  signal: 'The claim has phase Lost: the PersistentVolume it was bound to no longer exists.',
  looksAt: ['PersistentVolumeClaim'],
  about: ['PersistentVolumeClaim'],
  look: (facts) =>
    facts.objects.PersistentVolumeClaim.filter(({ status }) => status?.phase === 'Lost').map((claim) => {
      const object = refOf('PersistentVolumeClaim', claim);
      const volume = claim.spec?.volumeName;
      const gone = volume === undefined ? '' : `: PersistentVolume ${volume} no longer exists`;
      return {
        severity: 'critical',
        confidence: 'certain',
        object,
        summary: `PersistentVolumeClaim ${object.name} has lost its volume${gone}`,
        evidence: [statusEvidence(object, `phase: Lost, volumeName: ${volume ?? 'none'}`)],
        remedies: [{ title: 'Restore the data from a backup into a new claim', command: null, action: null }],
        fingerprint: `${object.namespace ?? ''}/${object.name}`,
      };
    }),
};

import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

export const volumeReleased: Cause = {
  id: 'volume-released',
  title: 'Volume keeps the data of a claim that is gone',
  rulesOut: 'storage',
  signal:
    'A PersistentVolume is Released (its claim is gone, its data is kept, and no other claim gets it) or Failed (it could not be taken back).',
  looksAt: ['PersistentVolume'],
  about: ['PersistentVolume'],
  look: (facts) =>
    facts.objects.PersistentVolume.flatMap((volume): Found[] => {
      const phase = volume.status?.phase;
      if (phase !== 'Released' && phase !== 'Failed') return [];
      const object = refOf('PersistentVolume', volume);
      const { namespace = '', name = '' } = volume.spec?.claimRef ?? {};
      const policy = volume.spec?.persistentVolumeReclaimPolicy ?? 'Retain';
      const message = volume.status?.message ?? volume.status?.reason;
      const failed = phase === 'Failed';
      return [
        {
          severity: failed ? 'warning' : 'info',
          confidence: 'certain',
          object,
          summary: failed
            ? `PersistentVolume ${object.name} could not be taken back after claim ${namespace}/${name} was deleted: ${message ?? 'no reason is given'}`
            : `PersistentVolume ${object.name} still holds the data of claim ${namespace}/${name}, which is gone; no other claim can have it`,
          effect: `volume ${object.name} serves nobody`,
          evidence: [
            statusEvidence(
              object,
              `phase: ${phase}, policy: ${policy}, claimRef: ${namespace}/${name}${message === undefined ? '' : `, ${message}`}`,
              volume.status?.lastPhaseTransitionTime ?? null,
            ),
          ],
          remedies: [
            {
              title:
                'To use it again with its data, free it for a new claim; else delete it with what lies behind it',
              command: kubectl(
                null,
                'patch',
                'pv',
                object.name,
                '--type',
                'json',
                '-p',
                '[{"op":"remove","path":"/spec/claimRef"}]',
              ),
              action: null,
            },
          ],
          fingerprint: `${phase} ${failed ? (message ?? '') : object.name}`,
        },
      ];
    }),
};

import { span } from '../facts/durations.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

/** How long a driver is given to delete a volume. */
const deletionMs = 10 * 60 * 1000;

export const volumeReleased: Cause = {
  id: 'volume-released',
  title: 'Volume keeps the data of a claim that is gone',
  rulesOut: 'storage',
  signal:
    'A PersistentVolume is Released (its claim is gone, its data is kept, and no other claim gets it; with policy Delete it is not deleted for ten minutes) or Failed (it could not be taken back).',
  looksAt: ['PersistentVolume'],
  about: ['PersistentVolume'],
  look: (facts) =>
    facts.objects.PersistentVolume.flatMap((volume): Found[] => {
      const phase = volume.status?.phase;
      if (phase !== 'Released' && phase !== 'Failed') return [];
      const object = refOf('PersistentVolume', volume);
      const { namespace = '', name = '' } = volume.spec?.claimRef ?? {};
      const claim = name === '' ? 'its claim' : `claim ${namespace}/${name}`;
      const policy = volume.spec?.persistentVolumeReclaimPolicy ?? 'Retain';
      const message = volume.status?.message ?? volume.status?.reason;
      const failed = phase === 'Failed';
      const since = volume.status?.lastPhaseTransitionTime;
      const waitsMs = Date.parse(facts.now) - Date.parse(since ?? '');
      // With policy Delete it is on its way out, and none of its data is meant to be kept.
      if (policy === 'Delete' && !failed && !(waitsMs > deletionMs)) return [];
      const undeleted = policy === 'Delete' && !failed;
      const words = undeleted
        ? `PersistentVolume ${object.name} is to be deleted with ${claim} (policy Delete), and is not for ${span(waitsMs)}${message === undefined ? '' : `: ${message}`}`
        : `PersistentVolume ${object.name} still holds the data of ${claim}, which is gone; no other claim can have it`;
      return [
        {
          severity: failed || undeleted ? 'warning' : 'info',
          confidence: 'certain',
          object,
          summary: failed
            ? `PersistentVolume ${object.name} could not be taken back after ${claim} was deleted: ${message ?? 'no reason is given'}`
            : words,
          effect: `volume ${object.name} serves nobody`,
          evidence: [
            statusEvidence(
              object,
              `phase: ${phase}, policy: ${policy}, claimRef: ${namespace}/${name}${message === undefined ? '' : `, ${message}`}`,
              volume.status?.lastPhaseTransitionTime ?? null,
            ),
          ],
          remedies: undeleted
            ? [
                {
                  title: 'See whether the driver of the volume runs and what its log says',
                  command: kubectl(null, 'describe', 'pv', object.name),
                  action: null,
                },
              ]
            : [
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

import { statusEvidence } from '../facts/evidence.ts';
import { at, textAt } from '../facts/outside/json.ts';
import { isOf, refOfOutside } from '../facts/outside/refs.ts';
import type { Cause, Found } from './cause.ts';

export const snapshotFailed: Cause = {
  id: 'snapshot-failed',
  title: 'Volume snapshot is not ready',
  rulesOut: 'storage',
  signal: 'A VolumeSnapshot or its content has an error in its status and is not ready to use.',
  looksAt: ['Outside'],
  about: ['snapshot.storage.k8s.io'],
  look: (facts) =>
    facts.outside
      .filter((object) => isOf(object, 'snapshot.storage.k8s.io'))
      .flatMap((object): Found[] => {
        const message = textAt(object.status, 'error', 'message');
        if (message === undefined || at(object.status, 'readyToUse') === true) return [];
        const ref = refOfOutside(object);
        const bound = textAt(object.status, 'boundVolumeSnapshotContentName');
        return [
          {
            severity: 'critical',
            confidence: 'certain',
            object: ref,
            summary: `${ref.kind} ${ref.name} is not ready to use: ${message}`,
            effect: `${ref.kind} ${ref.name} is not ready to use`,
            evidence: [
              statusEvidence(ref, `error: ${message}`, textAt(object.status, 'error', 'time') ?? null),
            ],
            remedies: [],
            follows:
              bound === undefined ? [] : [{ kind: 'VolumeSnapshotContent', namespace: null, name: bound }],
            fingerprint: `${ref.kind} ${message}`,
          },
        ];
      }),
};

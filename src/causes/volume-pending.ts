import { statusEvidence } from '../facts/evidence.ts';
import { hasClock } from '../facts/gaps.ts';
import { youthMs } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

export const volumePending: Cause = {
  id: 'volume-pending',
  title: 'Volume is not available yet',
  rulesOut: 'storage',
  signal: 'A PersistentVolume has phase Pending for more than two minutes: it is not available to any claim.',
  looksAt: ['PersistentVolume'],
  about: ['PersistentVolume'],
  look: (facts) =>
    facts.objects.PersistentVolume.flatMap((volume): Found[] => {
      const { phase, message, reason, lastPhaseTransitionTime } = volume.status ?? {};
      const since = Date.parse(lastPhaseTransitionTime ?? volume.metadata?.creationTimestamp ?? '');
      if (phase !== 'Pending' || (hasClock(facts) && !(Date.parse(facts.now) - since > youthMs))) return [];
      const object = refOf('PersistentVolume', volume);
      const said = message ?? reason;
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          object,
          summary: `PersistentVolume ${object.name} is Pending, not yet available: ${said ?? 'its status gives no reason'}`,
          effect: `volume ${object.name} serves nobody`,
          evidence: [
            statusEvidence(
              object,
              `phase: Pending${said === undefined ? '' : `, ${said}`}`,
              lastPhaseTransitionTime ?? null,
            ),
          ],
          remedies: [],
          fingerprint: object.name,
        },
      ];
    }),
};

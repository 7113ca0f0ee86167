import { statusEvidence } from '../facts/evidence.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** A scaler of something scaled to zero rests; it is not broken. */
const resting = ['ScalingDisabled'];

export const hpaNotScaling: Cause = {
  id: 'hpa-not-scaling',
  title: 'Autoscaler cannot scale',
  rulesOut: 'autoscaling',
  signal:
    'A HorizontalPodAutoscaler has AbleToScale or ScalingActive False: its target is missing, or it cannot read metrics.',
  looksAt: ['HorizontalPodAutoscaler'],
  about: ['HorizontalPodAutoscaler'],
  look: (facts) =>
    facts.objects.HorizontalPodAutoscaler.flatMap((scaler) => {
      const object = refOf('HorizontalPodAutoscaler', scaler);
      const broken = (scaler.status?.conditions ?? []).find(
        ({ type, status, reason }) =>
          ['AbleToScale', 'ScalingActive'].includes(type ?? '') &&
          status === 'False' &&
          !resting.includes(reason ?? ''),
      );
      if (broken === undefined) return [];
      const target = `${scaler.spec?.scaleTargetRef?.kind ?? ''} ${scaler.spec?.scaleTargetRef?.name ?? ''}`;
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          object,
          summary: `Autoscaler ${object.name} cannot scale ${target} (${broken.reason ?? ''}): ${broken.message ?? ''}`,
          evidence: [
            statusEvidence(
              object,
              `${broken.type ?? ''}: False (${broken.reason ?? ''}): ${broken.message ?? ''}`,
              broken.lastTransitionTime ?? null,
            ),
          ],
          remedies: [],
          fingerprint: `${broken.reason ?? ''} ${broken.reason === 'FailedGetScale' ? object.name : ''}`,
        },
      ];
    }),
};

import { conditionNamed, scalersOf, targetOf, troubleOf } from '../facts/autoscalers.ts';
import { counted } from '../facts/counts.ts';
import { span } from '../facts/durations.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import { metricsOf } from '../facts/scaler-metrics.ts';
import { rivalOf } from '../facts/scaler-rivals.ts';
import type { Cause } from './cause.ts';

/** A peak passes: so long at the maximum is more than one. KubeHpaMaxedOut of the common alert rules waits as long. */
const peakMs = 15 * 60 * 1000;

/** The autoscaler itself leaves the number as it is within a tenth of the target. */
const tolerance = 1.1;

export const hpaAtLimit: Cause = {
  id: 'hpa-at-limit',
  title: 'Autoscaler is at its maximum and wants more',
  rulesOut: 'autoscaling',
  signal:
    'ScalingLimited is True with TooManyReplicas: the load asks for more than maxReplicas. It is a warning after 15 minutes with a metric over its target. At the minimum nothing is wrong.',
  looksAt: ['HorizontalPodAutoscaler'],
  about: ['HorizontalPodAutoscaler'],
  look: (facts) =>
    scalersOf(facts).flatMap((scaler) => {
      const limited = conditionNamed(scaler, 'ScalingLimited');
      const most = scaler.spec?.maxReplicas ?? 0;
      const { currentReplicas = 0 } = scaler.status ?? {};
      if (
        limited?.status !== 'True' ||
        limited.reason !== 'TooManyReplicas' ||
        troubleOf(scaler) !== undefined ||
        currentReplicas < most ||
        rivalOf(facts, scaler) !== undefined
      )
        return [];
      const object = refOf('HorizontalPodAutoscaler', scaler);
      const target = targetOf(scaler);
      const over = metricsOf(scaler).filter(({ ratio }) => ratio !== undefined && ratio > tolerance);
      const [worst] = over.toSorted((a, b) => (b.ratio ?? 0) - (a.ratio ?? 0));
      const lasts = Date.parse(facts.now) - Date.parse(limited.at ?? facts.now);
      const needed = worst?.ratio === undefined ? 0 : Math.ceil(currentReplicas * worst.ratio);
      // A number that cannot move was meant as it is.
      const isFixed = (scaler.spec?.minReplicas ?? 1) === most;
      const load =
        worst === undefined
          ? ''
          : `: ${worst.name} is at ${worst.now} of a wanted ${worst.wanted}, which asks for ${counted(needed, 'replica')}`;
      return [
        {
          severity: lasts >= peakMs && worst !== undefined && !isFixed ? 'warning' : 'info',
          confidence: 'certain',
          object,
          summary: `Autoscaler ${object.name} has held ${target.kind} ${target.name} at its maximum of ${most} for ${span(lasts)}${load}`,
          evidence: [
            statusEvidence(object, `ScalingLimited: True (TooManyReplicas): ${limited.message}`, limited.at),
            statusEvidence(
              object,
              [
                `replicas: ${currentReplicas}, maxReplicas: ${most}`,
                ...metricsOf(scaler).map(({ name, now, wanted }) => `${name}: ${now} of ${wanted}`),
              ].join('; '),
            ),
          ],
          remedies: [
            {
              title: 'Raise maxReplicas if the nodes have room, or give each pod more',
              command: kubectl(
                object.namespace,
                'patch',
                'hpa',
                object.name,
                '--type=merge',
                '-p',
                JSON.stringify({ spec: { maxReplicas: Math.max(needed, most + 1) } }),
              ),
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};

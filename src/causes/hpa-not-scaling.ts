import { scalersOf, targetOf, troubleOf } from '../facts/autoscalers.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** What others name: a target that is not there, metrics, requests, a target with two autoscalers. */
const isNamed = (about: string, message: string): boolean =>
  about !== 'other' && !(about === 'target' && !/not found|no matches for kind/.test(message));

export const hpaNotScaling: Cause = {
  id: 'hpa-not-scaling',
  title: 'Autoscaler cannot scale',
  rulesOut: 'autoscaling',
  signal:
    'A HorizontalPodAutoscaler has AbleToScale or ScalingActive False for another reason than a missing target, metrics or requests; its own words are quoted.',
  looksAt: ['HorizontalPodAutoscaler'],
  about: ['HorizontalPodAutoscaler'],
  look: (facts) =>
    scalersOf(facts).flatMap((scaler) => {
      const trouble = troubleOf(scaler);
      if (trouble === undefined || isNamed(trouble.about, trouble.condition.message)) return [];
      const object = refOf('HorizontalPodAutoscaler', scaler);
      const { condition } = trouble;
      const { kind, name } = targetOf(scaler);
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          object,
          summary: `Autoscaler ${object.name} cannot scale ${kind} ${name}${condition.reason === '' ? '' : ` (${condition.reason})`}: ${condition.message.replace(/^the HPA (?:controller )?was unable to [^:]*: /, '')}`,
          evidence: [
            statusEvidence(
              object,
              `${condition.type}: False (${condition.reason}): ${condition.message}`,
              condition.at,
            ),
          ],
          remedies: [
            {
              title: 'Read its events',
              command: kubectl(object.namespace, 'describe', 'hpa', object.name),
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};

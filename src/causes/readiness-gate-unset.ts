import { span } from '../facts/durations.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { conditionOf, familyOf, isReady, livePods, youthMs } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** Who sets the gates of widely used controllers. */
const setters: readonly (readonly [RegExp, string])[] = [
  [
    /^target-health\.(?:elbv2|alb\.ingress|nlb)\.k8s\.aws\//,
    'the AWS load balancer controller, once the target is healthy',
  ],
  [
    /^target-health\.alb\.ingress\.kubernetes\.io\//,
    'the AWS ALB ingress controller, once the target is healthy',
  ],
  [
    /^cloud\.google\.com\/load-balancer-neg-ready$/,
    'the NEG controller of GKE, once the load balancer sees the pod healthy',
  ],
  [/^azure-application-gateway/, 'the Application Gateway ingress controller'],
  [/^apps\.kruise\.io\/|^InPlaceUpdateReady$/, 'the controller of OpenKruise'],
];

export const readinessGateUnset: Cause = {
  id: 'readiness-gate-unset',
  title: 'Readiness gate is not set by its controller',
  rulesOut: 'probes',
  signal:
    'ContainersReady is True and Ready is False (ReadinessGatesNotReady): a condition that spec.readinessGates names is missing or not True, and another controller has to set it.',
  looksAt: ['Pod'],
  about: ['Pod'],
  look: (facts) =>
    livePods(facts).flatMap((pod) => {
      const contained = conditionOf(pod, 'ContainersReady');
      const unset = (pod.spec?.readinessGates ?? []).flatMap(({ conditionType: gate }) =>
        gate === undefined || conditionOf(pod, gate)?.status === 'True' ? [] : [gate],
      );
      const waitsMs = Date.parse(facts.now) - Date.parse(contained?.lastTransitionTime ?? '');
      if (isReady(pod) || contained?.status !== 'True' || unset.length === 0 || !(waitsMs > youthMs))
        return [];
      const object = refOf('Pod', pod);
      const [gate = ''] = unset;
      const setter = setters.find(([pattern]) => pattern.test(gate))?.[1];
      const conditions = unset.flatMap((one) => conditionOf(pod, one) ?? []);
      const absent = unset.filter((one) => conditionOf(pod, one) === undefined);
      return [
        {
          severity: 'critical' as const,
          confidence: 'certain' as const,
          object,
          summary: `All containers of pod ${object.name} are ready, but its readiness gate ${unset.join(', ')} is ${conditions.length > 0 ? `not True${conditions[0]?.message === undefined ? '' : ` (${conditions[0].message})`}` : `not set for ${span(waitsMs)}`}`,
          evidence: [
            specEvidence(object, `readinessGates: ${unset.join(', ')}`),
            statusEvidence(object, 'ContainersReady: True', contained.lastTransitionTime ?? null),
            ...conditions.map(({ type, status, reason, message, lastTransitionTime }) =>
              statusEvidence(
                object,
                `${type ?? ''}: ${status ?? ''} (${reason ?? 'no reason'})${message === undefined ? '' : `: ${message}`}`,
                lastTransitionTime ?? null,
              ),
            ),
            ...(absent.length === 0 ? [] : [statusEvidence(object, `no condition ${absent.join(', ')}`)]),
          ],
          remedies: [
            {
              title: `Mend the controller that sets this gate${setter === undefined ? '' : `: ${setter}`}`,
              command: null,
              action: null,
            },
          ],
          fingerprint: `${familyOf(pod)} ${unset.join(' ')}`,
        },
      ];
    }),
};

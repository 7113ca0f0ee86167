import type { Evidence, ObjectRef, Remedy } from '../answer.ts';
import { wasListed } from '../facts/absence.ts';
import { scalersOf, targetOf, troubleOf } from '../facts/autoscalers.ts';
import type { Scaler, ScalerTrouble } from '../facts/autoscalers.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { apiServicesOf, availabilityOf, metricsApiOf } from '../facts/metrics-apis.ts';
import type { MetricsApi } from '../facts/metrics-apis.ts';
import { youthMs } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

const manifest = 'https://github.com/kubernetes-sigs/metrics-server/releases/latest/download/components.yaml';

/** What a pod that has just started, or is not ready, leads to: the API answers, and has nothing about it yet. */
const nothingYet = /no metrics returned|did not receive metrics for/;

type Verdict = Pick<Found, 'confidence' | 'fingerprint' | 'remedies'> & {
  words: string;
  evidence: Evidence[];
  follows: ObjectRef[];
};

const install = ({ group, title }: MetricsApi): Remedy =>
  group === 'metrics.k8s.io'
    ? { title: 'Install metrics-server', command: kubectl(null, 'apply', '-f', manifest), action: null }
    : { title: `Install an adapter that serves the ${title}`, command: null, action: null };

const verdictOn = (facts: Facts, api: MetricsApi): Verdict | undefined => {
  const declared = apiServicesOf(facts, api.group);
  const down = declared.find((one) => availabilityOf(one)?.status === 'False');
  if (declared.length === 0)
    return wasListed(facts, 'APIService', null)
      ? {
          words: `no ${api.title} is installed (there is no APIService of ${api.group})`,
          confidence: 'certain',
          fingerprint: `absent ${api.group}`,
          evidence: [],
          remedies: [install(api)],
          follows: [],
        }
      : undefined;
  if (down === undefined) return undefined;
  const object = refOf('APIService', down);
  const { reason = '', message = '', lastTransitionTime = null } = availabilityOf(down) ?? {};
  return {
    words: `the ${api.title} is not available (${reason})`,
    confidence: 'certain',
    fingerprint: `down ${api.group}`,
    evidence: [statusEvidence(object, `Available: False (${reason}): ${message}`, lastTransitionTime)],
    remedies: [
      {
        title: `Restore what serves ${object.name}`,
        command: kubectl(null, 'describe', 'apiservice', object.name),
        action: null,
      },
    ],
    follows: [
      object,
      {
        kind: 'Service',
        namespace: down.spec?.service?.namespace ?? null,
        name: down.spec?.service?.name ?? '',
      },
    ],
  };
};

/** The last clause of the controller's sentence: what the API said. */
const lastClause = (message: string): string => /(?:.*?: )?([^:]+)$/.exec(message)?.[1] ?? message;

const finding = (facts: Facts, scaler: Scaler, trouble: ScalerTrouble): Found => {
  const object = refOf('HorizontalPodAutoscaler', scaler);
  const target = targetOf(scaler);
  const { condition } = trouble;
  const api = metricsApiOf(trouble);
  const verdict = api === undefined ? undefined : verdictOn(facts, api);
  const early =
    nothingYet.test(condition.message) &&
    Date.parse(facts.now) - Date.parse(condition.at ?? facts.now) < youthMs;
  const words = verdict?.words ?? `it cannot read its metrics: ${lastClause(condition.message)}`;
  return {
    severity: early ? 'info' : 'warning',
    confidence: verdict?.confidence ?? 'likely',
    object,
    summary: `Autoscaler ${object.name} cannot scale ${target.kind} ${target.name}: ${words}`,
    effect: `autoscaler ${object.name} cannot scale ${target.kind} ${target.name}`,
    evidence: [
      statusEvidence(
        object,
        `${condition.type}: False (${condition.reason}): ${condition.message}`,
        condition.at,
      ),
      ...(verdict?.evidence ?? []),
    ],
    remedies: verdict?.remedies ?? [],
    // Pods that never ran have no metrics either.
    follows: [
      ...(verdict?.follows ?? []),
      ...(nothingYet.test(condition.message) ? [target, ...podsOf(facts, target)] : []),
    ],
    fingerprint: verdict?.fingerprint ?? `${condition.reason} ${lastClause(condition.message)}`,
  };
};

/** The pods whose names begin as those of the target do. */
const podsOf = (facts: Facts, target: ObjectRef): ObjectRef[] =>
  facts.objects.Pod.filter(
    ({ metadata }) =>
      (metadata?.namespace ?? null) === target.namespace &&
      metadata?.generateName?.startsWith(`${target.name}-`) === true,
  ).map((pod) => refOf('Pod', pod));

export const hpaMetricsMissing: Cause = {
  id: 'hpa-metrics-missing',
  title: 'Autoscaler cannot read metrics',
  rulesOut: 'autoscaling',
  signal:
    'ScalingActive is False with FailedGetResourceMetric (or that of another metric). The APIService of metrics.k8s.io, custom.metrics.k8s.io or external.metrics.k8s.io is absent, or its Available condition is False and says why.',
  looksAt: ['HorizontalPodAutoscaler', 'APIService'],
  about: ['HorizontalPodAutoscaler'],
  look: (facts) =>
    scalersOf(facts).flatMap((scaler) => {
      const trouble = troubleOf(scaler);
      return trouble?.about === 'metrics' ? [finding(facts, scaler, trouble)] : [];
    }),
};

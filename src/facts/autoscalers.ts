import type { ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import type { ObjectOf } from './objects.ts';

export type Scaler = ObjectOf['HorizontalPodAutoscaler'];

/** A condition of an autoscaler; autoscaling/v1 keeps them as JSON in an annotation. */
export type ScalerCondition = {
  type: string;
  status: string;
  reason: string;
  message: string;
  at: string | null;
};

const textOf = (value: unknown, field: string): string => {
  const text: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
  return typeof text === 'string' ? text : '';
};

const parsed = (text: string | undefined): readonly unknown[] => {
  if (text === undefined) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
};

/**
 * What an autoscaler says about itself.
 * https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v1/
 */
const conditionsOf = ({ metadata, status }: Scaler): ScalerCondition[] => {
  const noted = parsed(metadata?.annotations?.['autoscaling.alpha.kubernetes.io/conditions']);
  return (status?.conditions ?? noted).map((one) => ({
    type: textOf(one, 'type'),
    status: textOf(one, 'status'),
    reason: textOf(one, 'reason'),
    message: textOf(one, 'message'),
    at: textOf(one, 'lastTransitionTime') || null,
  }));
};

export const conditionNamed = (scaler: Scaler, type: string): ScalerCondition | undefined =>
  conditionsOf(scaler).find((one) => one.type === type);

/** What an autoscaler scales. */
export const targetOf = ({ metadata, spec }: Scaler): ObjectRef => ({
  kind: spec?.scaleTargetRef?.kind ?? '',
  namespace: metadata?.namespace ?? null,
  name: spec?.scaleTargetRef?.name ?? '',
});

/** What keeps an autoscaler from scaling, by its own conditions. */
export type ScalerTrouble = {
  /** `target` is not there; `metrics` cannot be read; `requests` lack; `shared` with another autoscaler; or else. */
  about: 'target' | 'metrics' | 'requests' | 'shared' | 'other';
  condition: ScalerCondition;
};

/** A scaler of something scaled to zero rests; one whose Deployment has just been scaled waits. Neither is broken. */
const resting = ['ScalingDisabled', 'BackoffBoth', 'BackoffDownscale', 'BackoffUpscale'];

const aboutOf = ({ reason, message }: ScalerCondition): ScalerTrouble['about'] => {
  if (reason === 'FailedGetScale') return 'target';
  if (reason === 'AmbiguousSelector') return 'shared';
  if (/missing request for/.test(message)) return 'requests';
  return /^FailedGet\w*Metric$/.test(reason) ? 'metrics' : 'other';
};

/** The condition that keeps an autoscaler from scaling, or undefined where none does. */
export const troubleOf = (scaler: Scaler): ScalerTrouble | undefined => {
  const condition = conditionsOf(scaler).find(
    ({ type, status, reason }) =>
      ['AbleToScale', 'ScalingActive'].includes(type) && status === 'False' && !resting.includes(reason),
  );
  return condition === undefined ? undefined : { about: aboutOf(condition), condition };
};

/** The autoscalers that are not being deleted. */
export const scalersOf = once((facts: Facts): Scaler[] =>
  facts.objects.HorizontalPodAutoscaler.filter(({ metadata }) => metadata?.deletionTimestamp === undefined),
);

import type { ScalerTrouble } from './autoscalers.ts';
import type { Facts } from './facts.ts';
import type { ObjectOf } from './objects.ts';
import { tableOf } from './table.ts';

/**
 * The aggregated APIs that autoscalers read, by the words of the controller-manager about them.
 * https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#support-for-metrics-apis
 */
const apis = [
  { words: /custom metrics API/, group: 'custom.metrics.k8s.io', title: 'custom metrics API' },
  { words: /external metrics API/, group: 'external.metrics.k8s.io', title: 'external metrics API' },
  { words: /resource metrics API/, group: 'metrics.k8s.io', title: 'metrics API' },
] as const;

const byReason: { readonly [reason: string]: (typeof apis)[number] } = tableOf({
  FailedGetPodsMetric: apis[0],
  FailedGetObjectMetric: apis[0],
  FailedGetExternalMetric: apis[1],
  FailedGetResourceMetric: apis[2],
  FailedGetContainerResourceMetric: apis[2],
});

/** The API that an autoscaler could not read: its group, and how a sentence names it. */
export type MetricsApi = { group: string; title: string };

export const metricsApiOf = ({ condition }: ScalerTrouble): MetricsApi | undefined =>
  apis.find(({ words }) => words.test(condition.message)) ?? byReason[condition.reason];

/** The declarations of an aggregated API, one for each of its versions. */
export const apiServicesOf = (facts: Facts, group: string): ObjectOf['APIService'][] =>
  facts.objects.APIService.filter(({ spec }) => spec?.group === group);

/** The condition that says whether an aggregated API answers. */
export const availabilityOf = ({ status }: ObjectOf['APIService']) =>
  status?.conditions?.find(({ type }) => type === 'Available');

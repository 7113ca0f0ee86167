import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { availabilityOf } from '../facts/metrics-apis.ts';
import { refOf } from '../facts/refs.ts';
import { tableOf } from '../facts/table.ts';
import type { Cause } from './cause.ts';

/** What does not work meanwhile, for groups that everybody has. */
const losses: { readonly [group: string]: string } = tableOf({
  'metrics.k8s.io': 'kubectl top and autoscaling by cpu or memory do not work',
  'custom.metrics.k8s.io': 'autoscaling by custom metrics does not work',
  'external.metrics.k8s.io': 'autoscaling by external metrics does not work',
});

/** https://github.com/kubernetes/kube-aggregator/blob/master/pkg/controllers/status/remote/remote_available_controller.go */
const reasons: { readonly [reason: string]: string } = tableOf({
  ServiceNotFound: 'its Service does not exist',
  ServicePortError: 'its Service has no such port',
  EndpointsNotFound: 'its Service has no endpoints',
  MissingEndpoints: 'no pod behind its Service is ready',
  EndpointsAccessError: 'the endpoints of its Service cannot be read',
});

/** What the server or the network said when the API server asked for what it serves. */
const refusedWords = (message: string): string | undefined => {
  const status = /bad status from \S+: (\d{3})/.exec(message)?.[1];
  if (status !== undefined) return `its server answers ${status} when asked what it serves`;
  const said =
    /failing or missing response from (https?:\/\/[^/\s:]+(?::\d+)?)\S*: (?:Get "[^"]*": )?(.+)$/s.exec(
      message,
    );
  const last = said?.[2]?.split(': ').at(-1)?.trim();
  return last === undefined ? undefined : `its server at ${said?.[1] ?? ''} gives no answer (${last})`;
};

export const apiServiceUnavailable: Cause = {
  id: 'api-service-unavailable',
  title: 'Aggregated API does not answer',
  rulesOut: 'the control plane',
  signal:
    'The Available condition of an APIService is False: its Service is missing, has no ready pod, or its server does not answer. Until it does, namespaces cannot be deleted either.',
  looksAt: ['APIService'],
  about: ['APIService'],
  look: (facts) =>
    facts.objects.APIService.flatMap((api) => {
      const available = availabilityOf(api);
      if (available?.status !== 'False') return [];
      const object = refOf('APIService', api);
      const { service, group = '', version = '' } = api.spec ?? {};
      const { reason = '', message = '', lastTransitionTime = null } = available;
      const name = `${service?.namespace ?? ''}/${service?.name ?? ''}`;
      const why =
        refusedWords(message) ??
        reasons[reason]?.replace('its Service', `its Service ${name}`) ??
        (message === '' ? reason : message);
      const brief = `API ${group}/${version} is not available: ${why}`;
      const loss = losses[group];
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          object,
          summary: `${brief}${loss === undefined ? '' : `; until then ${loss}`}`,
          brief,
          effect: `API ${group}/${version} does not answer`,
          evidence: [statusEvidence(object, `Available: False (${reason}): ${message}`, lastTransitionTime)],
          remedies: [
            reason === 'ServiceNotFound'
              ? {
                  title: 'Install again what serves it; if it is gone for good, delete the APIService',
                  command: kubectl(null, 'delete', 'apiservice', object.name),
                  action: null,
                }
              : {
                  title: 'Restore what serves it',
                  command: kubectl(
                    service?.namespace ?? null,
                    'describe',
                    'service',
                    service?.name ?? 'SERVICE',
                  ),
                  action: null,
                },
          ],
          follows:
            service?.name === undefined
              ? []
              : [{ kind: 'Service', namespace: service.namespace ?? null, name: service.name }],
          fingerprint: object.name,
        },
      ];
    }),
};

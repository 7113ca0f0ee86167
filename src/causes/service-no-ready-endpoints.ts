import { statusEvidence } from '../facts/evidence.ts';
import { isReady, isTroubled } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { podsBehind, readyEndpoints, selectingServices } from '../facts/services.ts';
import type { Cause } from './cause.ts';

export const serviceNoReadyEndpoints: Cause = {
  id: 'service-no-ready-endpoints',
  title: 'Service has pods but none is ready',
  rulesOut: 'Service endpoints',
  signal:
    'The selector of a Service matches pods, and neither its EndpointSlices nor the pods show a ready one.',
  looksAt: ['Service', 'Pod', 'EndpointSlice'],
  about: ['Service', 'Ingress'],
  look: (facts) =>
    selectingServices(facts).flatMap((service) => {
      const pods = podsBehind(facts, service);
      const endpoints = readyEndpoints(facts, service);
      if (
        pods.length === 0 ||
        pods.some(isReady) ||
        (endpoints ?? 0) > 0 ||
        service.spec?.publishNotReadyAddresses === true
      )
        return [];
      const object = refOf('Service', service);
      return [
        {
          severity: pods.some((pod) => isTroubled(facts, pod)) ? 'critical' : 'info',
          confidence: 'certain',
          object,
          summary: `Service ${object.name} has no ready endpoint: 0 of ${pods.length} pods behind it are ready`,
          effect: `Service ${object.name} has no ready endpoint`,
          evidence: [
            statusEvidence(
              object,
              `${endpoints === null ? '' : `EndpointSlices: ${endpoints} ready; `}pods that are not ready: ${pods
                .map(({ metadata }) => metadata?.name ?? '')
                .slice(0, 5)
                .join(', ')}`,
            ),
          ],
          remedies: [],
          follows: pods.map((pod) => refOf('Pod', pod)),
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};

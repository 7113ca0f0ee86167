import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { couldSee, unreadWords } from '../facts/gaps.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import {
  backersOf,
  isServedElsewhere,
  podsBehind,
  readyEndpoints,
  selectingServices,
  slicesOf,
} from '../facts/services.ts';
import type { Service } from '../facts/services.ts';
import type { Cause } from './cause.ts';

/** Its endpoints are known, none of them is ready, and no pod behind it was read although there can be some. */
const isUnread = (facts: Facts, service: Service): boolean =>
  readyEndpoints(facts, service) === 0 &&
  podsBehind(facts, service).length === 0 &&
  !couldSee(facts, 'Pod') &&
  !isServedElsewhere(service) &&
  service.spec?.publishNotReadyAddresses !== true &&
  !backersOf(facts, service).some(({ replicas }) => replicas === 0);

export const servicePodsUnread: Cause = {
  id: 'service-pods-unread',
  title: 'Service has no ready endpoint, and its pods could not be read',
  rulesOut: 'Services',
  signal:
    'The EndpointSlices (or Endpoints) of a Service with a selector hold no ready endpoint, and the pods behind it could not be read: refused, or not in the files.',
  looksAt: ['Service', 'EndpointSlice'],
  about: ['Service', 'Ingress'],
  fallback: true,
  look: (facts) =>
    selectingServices(facts)
      .filter((service) => isUnread(facts, service))
      .map((service) => {
        const object = refOf('Service', service);
        const all = slicesOf(facts, service).flatMap(({ endpoints }) => endpoints ?? []).length;
        const selector = Object.entries(service.spec?.selector ?? {})
          .map(([key, value]) => `${key}=${value ?? ''}`)
          .join(',');
        const unread = unreadWords(facts);
        const short =
          all === 0
            ? `Service ${object.name} has no endpoint`
            : `Service ${object.name} has no ready endpoint: 0 of ${all}`;
        return {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: `${short}; the pods that its selector ${selector} means, which would say why, ${unread}`,
          brief: `${short}; its pods, which would say why, ${unread}`,
          effect: `Service ${object.name} has no ${all === 0 ? '' : 'ready '}endpoint`,
          evidence: [statusEvidence(object, `endpoints: ${all}, ready: 0`)],
          remedies: [
            {
              title: 'See its pods',
              command: kubectl(object.namespace, 'get', 'pods', '-l', selector),
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        };
      }),
};

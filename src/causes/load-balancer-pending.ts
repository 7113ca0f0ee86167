import { eventEvidence, eventsOf } from '../facts/events.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { youthMs } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const loadBalancerPending: Cause = {
  id: 'load-balancer-pending',
  title: 'Load balancer has no address',
  rulesOut: 'load balancers',
  signal:
    'A Service of type LoadBalancer is older than two minutes and its status holds no address; an event SyncLoadBalancerFailed says why, or no controller answers at all.',
  looksAt: ['Service', 'Event'],
  about: ['Service'],
  look: (facts) =>
    facts.objects.Service.flatMap((service) => {
      const age = Date.parse(facts.now) - Date.parse(service.metadata?.creationTimestamp ?? '');
      const assigned = (service.status?.loadBalancer?.ingress ?? []).length > 0;
      if (service.spec?.type !== 'LoadBalancer' || assigned || !(age > youthMs)) return [];
      const object = refOf('Service', service);
      const event = eventsOf(facts, object, 'SyncLoadBalancerFailed', 'CreatingLoadBalancerFailed')[0];
      return [
        {
          severity: 'warning',
          confidence: event === undefined ? 'likely' : 'certain',
          object,
          summary: `Service ${object.name} of type LoadBalancer has no external address: ${event === undefined ? 'no controller has answered' : (event.message ?? '').trim()}`,
          evidence: [
            statusEvidence(object, 'loadBalancer.ingress is empty'),
            ...(event === undefined ? [] : [eventEvidence(object, event)]),
          ],
          remedies: [
            {
              title: 'Check that a load balancer controller runs and may create one',
              command: null,
              action: null,
            },
          ],
          fingerprint: event?.message ?? 'no controller',
        },
      ];
    }),
};

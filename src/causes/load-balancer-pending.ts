import { span } from '../facts/durations.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import type { ApiEvent } from '../facts/events.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { youthMs } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Service } from '../facts/services.ts';
import type { Cause, Found } from './cause.ts';

/** SyncLoadBalancerFailed of cloud controllers, AllocationFailed of MetalLB, FailedBuildModel and FailedDeployModel of AWS. */
const refusing = /LoadBalancer|Allocat|Model|Deploy|IPAM/i;

/** What the cloud's or the cluster's controller says instead of an address: an event, or a condition that is False. */
const complaint = (facts: Facts, service: Service): { said: string; event: ApiEvent | null } | null => {
  const event = eventsOf(facts, refOf('Service', service)).find(
    ({ type, reason }) => type === 'Warning' && refusing.test(reason ?? ''),
  );
  if (event !== undefined) return { said: (event.message ?? event.reason ?? '').trim(), event };
  const refused = service.status?.conditions?.find(
    ({ status, message }) => status === 'False' && (message ?? '') !== '',
  );
  return refused === undefined
    ? null
    : { said: `${refused.reason ?? ''}: ${refused.message ?? ''}`, event: null };
};

/** What shows that a controller has taken the Service up. */
const takenUp = (facts: Facts, service: Service): ApiEvent | null =>
  eventsOf(facts, refOf('Service', service), 'EnsuringLoadBalancer', 'UpdatingLoadBalancer')[0] ?? null;

const cleanup = 'service.kubernetes.io/load-balancer-cleanup';

/** The clause a cloud's error ends with is its reason; what stands before says who called whom. */
const lastClause = (said: string): string => {
  const short = said.replace(/^Error syncing load balancer: (?:failed to ensure load balancer: )?/, '');
  return short.split('\n')[0] ?? short;
};

const whyOf = (facts: Facts, service: Service): { why: string; helps: string } => {
  const said = complaint(facts, service);
  if (said !== null)
    return {
      why: lastClause(said.said),
      helps: 'Mend what the controller complains of: quota, rights, subnets or address pools',
    };
  const { loadBalancerClass } = service.spec ?? {};
  if (takenUp(facts, service) !== null || service.metadata?.finalizers?.includes(cleanup) === true)
    return {
      why: 'a controller has taken it up and has not finished',
      helps: 'See what the cloud controller says in its log',
    };
  if (loadBalancerClass !== undefined)
    return {
      why: `no controller of loadBalancerClass ${loadBalancerClass} has answered, and others must not`,
      helps: `Install the controller of class ${loadBalancerClass}, or create the Service anew without the class`,
    };
  return {
    why: 'no controller has answered',
    helps:
      'Install a load balancer controller (of the cloud, or such as MetalLB), or use type NodePort or an Ingress',
  };
};

export const loadBalancerPending: Cause = {
  id: 'load-balancer-pending',
  title: 'Load balancer has no address',
  rulesOut: 'Services',
  signal:
    'A Service of type LoadBalancer is older than two minutes and its status holds no address; an event such as SyncLoadBalancerFailed or a condition that is False says why, or no controller answers at all: none is there, or none of its loadBalancerClass.',
  looksAt: ['Service', 'Event'],
  about: ['Service'],
  look: (facts) =>
    facts.objects.Service.flatMap((service): Found[] => {
      const ageMs = Date.parse(facts.now) - Date.parse(service.metadata?.creationTimestamp ?? '');
      const said = complaint(facts, service);
      // Addresses that somebody set by hand serve as well, as long as no controller complains.
      const assigned =
        (service.status?.loadBalancer?.ingress ?? []).length > 0 ||
        (said === null && (service.spec?.externalIPs ?? []).length > 0);
      if (service.spec?.type !== 'LoadBalancer' || assigned || !(ageMs > youthMs)) return [];
      if (service.metadata?.deletionTimestamp !== undefined) return [];
      const object = refOf('Service', service);
      const event = said?.event ?? takenUp(facts, service);
      const { why, helps } = whyOf(facts, service);
      return [
        {
          severity: 'warning',
          confidence: said === null ? 'likely' : 'certain',
          object,
          summary: `Service ${object.name} of type LoadBalancer has no external address: ${why}`,
          effect: `Service ${object.name} has no external address`,
          evidence: [
            statusEvidence(object, `loadBalancer.ingress is empty, ${span(ageMs)} after it was created`),
            ...(service.spec.loadBalancerClass === undefined
              ? []
              : [specEvidence(object, `loadBalancerClass: ${service.spec.loadBalancerClass}`)]),
            ...(event === null || event === undefined ? [] : [eventEvidence(object, event)]),
            ...(said !== null && said.event === null ? [statusEvidence(object, said.said)] : []),
          ],
          remedies: [
            {
              title: helps,
              command: kubectl(object.namespace, 'describe', 'service', object.name),
              action: null,
            },
          ],
          fingerprint: said?.said ?? service.spec.loadBalancerClass ?? 'no controller',
        },
      ];
    }),
};

import { counted } from '../facts/counts.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { couldSee } from '../facts/gaps.ts';
import { kubectl } from '../facts/kubectl.ts';
import { once } from '../facts/memo.ts';
import type { Pod } from '../facts/objects.ts';
import { conditionOf, isReady } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { podsBehind, sawSlices, selectingServices, slicesOf } from '../facts/services.ts';
import type { Service } from '../facts/services.ts';
import type { Cause, Found } from './cause.ts';

/** EndpointSlices follow their pods within a second; the lists are read at the same time, or nearly. */
const lagAtMostMs = 60_000;

const sinceMs = (facts: Facts, pod: Pod): number =>
  Date.parse(facts.now) - Date.parse(conditionOf(pod, 'Ready')?.lastTransitionTime ?? '');

const addressesOf = ({ status }: Pod): string[] =>
  [...(status?.podIPs ?? []).flatMap(({ ip }) => ip ?? []), status?.podIP ?? ''].filter((ip) => ip !== '');

/** Pods whose readiness the EndpointSlices have not followed: `left out` although ready, `kept` although not. */
const behindTimes = (facts: Facts, service: Service): { leftOut: Pod[]; kept: Pod[] } => {
  const families = service.spec?.ipFamilies ?? [];
  const listed = new Map(
    slicesOf(facts, service)
      .flatMap(({ endpoints }) => endpoints ?? [])
      .flatMap((endpoint) =>
        (endpoint.addresses ?? []).map((address): [string, boolean] => [
          address ?? '',
          endpoint.conditions?.ready !== false,
        ]),
      ),
  );
  const fits = (ip: string): boolean =>
    families.length === 0 || families.includes(ip.includes(':') ? 'IPv6' : 'IPv4');
  const settled = podsBehind(facts, service).filter(
    (pod) => pod.metadata?.deletionTimestamp === undefined && sinceMs(facts, pod) > lagAtMostMs,
  );
  const [ready, unready] = [settled.filter(isReady), settled.filter((pod) => !isReady(pod))];
  return {
    leftOut: ready.filter((pod) => {
      const addresses = addressesOf(pod).filter(fits);
      return addresses.length > 0 && !addresses.some((ip) => listed.get(ip) === true);
    }),
    kept:
      service.spec?.publishNotReadyAddresses === true
        ? []
        : unready.filter((pod) => addressesOf(pod).some((ip) => listed.get(ip) === true)),
  };
};

const hasSlices = once(
  (facts: Facts) => new Set(facts.objects.EndpointSlice.map(({ metadata }) => metadata?.namespace ?? '')),
);

export const endpointsStale: Cause = {
  id: 'endpoints-stale',
  title: 'EndpointSlices do not follow the pods',
  rulesOut: 'Services',
  signal:
    'A pod that the selector of a Service matches has been ready for more than a minute and no EndpointSlice lists it as ready, or it has been unready for as long and one still does. kube-controller-manager writes them.',
  looksAt: ['Service', 'Pod', 'EndpointSlice'],
  about: ['Service', 'Ingress'],
  look: (facts) =>
    selectingServices(facts).flatMap((service): Found[] => {
      // A selector that was edited a moment ago needs its second, too.
      const object = refOf('Service', service);
      const young =
        Date.parse(facts.now) - Date.parse(service.metadata?.creationTimestamp ?? '') < lagAtMostMs;
      if (young || !sawSlices(facts, service) || !couldSee(facts, 'EndpointSlice')) return [];
      // A namespace without any belongs to a cluster in which nobody has ever written one.
      if (!hasSlices(facts).has(object.namespace ?? '')) return [];
      const { leftOut, kept } = behindTimes(facts, service);
      const wrong = leftOut.length > 0 ? leftOut : kept;
      const [first] = wrong;
      if (first === undefined) return [];
      const minutes = Math.max(1, Math.floor(sinceMs(facts, first) / 60_000));
      const pods = wrong.length === 1 ? `pod ${first.metadata?.name ?? ''}` : counted(wrong.length, 'pod');
      const how = leftOut.length > 0 ? `lack ${pods}, ready` : `still list ${pods}, unready`;
      return [
        {
          severity: 'critical',
          confidence: 'likely',
          object,
          summary: `The EndpointSlices of Service ${object.name} ${how} for ${minutes} min: kube-controller-manager, which writes them, does not keep up`,
          brief: `The EndpointSlices of Service ${object.name} ${how} for ${minutes} min`,
          effect: `Service ${object.name} ${leftOut.length > 0 ? 'does not send traffic to ready pods' : 'sends traffic to pods that are not ready'}`,
          evidence: [
            statusEvidence(
              refOf('Pod', first),
              `Ready: ${conditionOf(first, 'Ready')?.status ?? 'unknown'}, ${addressesOf(first)[0] ?? 'no address'}`,
              conditionOf(first, 'Ready')?.lastTransitionTime ?? null,
            ),
            specEvidence(
              object,
              `EndpointSlices: ${
                slicesOf(facts, service)
                  .flatMap(({ endpoints }) => endpoints ?? [])
                  .flatMap(({ addresses }) => addresses ?? [])
                  .slice(0, 5)
                  .join(', ') || 'no endpoint'
              }`,
            ),
          ],
          remedies: [
            {
              title: 'Look whether kube-controller-manager runs and leads',
              command: kubectl('kube-system', 'get', 'lease', 'kube-controller-manager'),
              action: null,
            },
          ],
          fingerprint: leftOut.length > 0 ? 'left out' : 'kept',
        },
      ];
    }),
};

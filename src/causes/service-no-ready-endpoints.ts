import { counted } from '../facts/counts.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { couldSee } from '../facts/gaps.ts';
import { isReady, isTroubled, youthMs } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import {
  backersOf,
  isServedElsewhere,
  podsBehind,
  readyEndpoints,
  selectingServices,
} from '../facts/services.ts';
import type { Service } from '../facts/services.ts';
import type { Cause, Found } from './cause.ts';

const lacksReadyPods = (facts: Facts, service: Service): Found[] => {
  const pods = podsBehind(facts, service);
  const endpoints = readyEndpoints(facts, service);
  if (pods.some(isReady) || (endpoints ?? 0) > 0 || service.spec?.publishNotReadyAddresses === true)
    return [];
  const object = refOf('Service', service);
  return [
    {
      severity: pods.some((pod) => isTroubled(facts, pod)) ? 'critical' : 'info',
      confidence: 'certain',
      object,
      summary: `Service ${object.name} has no ready endpoint: 0 of ${counted(pods.length, 'pod')} behind it ${pods.length === 1 ? 'is' : 'are'} ready`,
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
};

/** The selector is right, and the workload that it means has no pod although it wants some. */
const lacksPods = (facts: Facts, service: Service): Found[] => {
  const empty = backersOf(facts, service).filter(({ replicas }) => (replicas ?? 0) > 0);
  const [first] = empty;
  if (first === undefined || !couldSee(facts, 'Pod') || (readyEndpoints(facts, service) ?? 0) > 0) return [];
  const object = refOf('Service', service);
  const owner = `${first.ref.kind} ${first.ref.name}`;
  return [
    {
      severity: Date.parse(facts.now) - Date.parse(first.born ?? '') > youthMs ? 'critical' : 'info',
      confidence: 'certain',
      object,
      summary: `Service ${object.name} has no endpoint: ${owner} behind it has no pod and wants ${first.replicas ?? '?'}`,
      effect: `Service ${object.name} has no endpoint`,
      evidence: [statusEvidence(object, `pods of ${owner}: none; wanted: ${first.replicas ?? '?'}`)],
      remedies: [],
      follows: empty.flatMap(({ ref }) => [
        ref,
        ...facts.objects.ReplicaSet.filter(
          ({ metadata }) =>
            metadata?.namespace === ref.namespace &&
            metadata?.ownerReferences?.some(({ kind, name }) => kind === ref.kind && name === ref.name) ===
              true,
        ).map((set) => refOf('ReplicaSet', set)),
      ]),
      fingerprint: `${object.namespace ?? ''}/${object.name}`,
    },
  ];
};

export const serviceNoReadyEndpoints: Cause = {
  id: 'service-no-ready-endpoints',
  title: 'Service has pods but none is ready',
  rulesOut: 'Services',
  signal:
    'The selector of a Service matches pods, and neither its EndpointSlices nor the pods show a ready one; or it matches a workload that wants pods and has none.',
  looksAt: ['Service', 'Pod', 'EndpointSlice', 'Deployment', 'StatefulSet', 'DaemonSet'],
  about: ['Service', 'Ingress'],
  look: (facts) =>
    selectingServices(facts).flatMap((service) => {
      if (isServedElsewhere(service)) return [];
      return podsBehind(facts, service).length > 0
        ? lacksReadyPods(facts, service)
        : lacksPods(facts, service);
    }),
};

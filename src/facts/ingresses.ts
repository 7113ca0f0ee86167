import type { ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import { couldSee } from './gaps.ts';
import { once } from './memo.ts';
import type { ObjectOf } from './objects.ts';
import { isReady, isTroubled } from './pods.ts';
import {
  backersOf,
  isServedElsewhere,
  podsBehind,
  readyEndpoints,
  sawSlices,
  servicesAround,
} from './services.ts';
import type { Service } from './services.ts';
import { unnamedTargets } from './target-ports.ts';

export type Ingress = ObjectOf['Ingress'];

/** Where an Ingress sends requests. `at` is what a browser asks, `shop.example.com/cart`, or the default backend. */
export type Backend = {
  at: string;
  host: string | null;
  path: string;
  type: string;
  service: string;
  port: string | number | null;
};

type Declared = NonNullable<NonNullable<Ingress['spec']>['defaultBackend']>;

/**
 * A port of this name makes the service's name one of an annotation, not of a Service.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#actions
 */
const byAnnotation = 'use-annotation';

const backendAt = (where: Omit<Backend, 'service' | 'port'>, declared: Declared | undefined): Backend[] => {
  const { name, port } = declared?.service ?? {};
  // A backend that is no Service is the controller's own affair.
  if (name === undefined || name === '' || port?.name === byAnnotation) return [];
  return [{ ...where, service: name, port: port?.name ?? port?.number ?? null }];
};

/** The backends of an Ingress that are Services, in the order of its rules. */
export const backendsOf = ({ spec }: Ingress): Backend[] => [
  ...backendAt({ at: 'the default backend', host: null, path: '', type: '' }, spec?.defaultBackend),
  ...(spec?.rules ?? []).flatMap(({ host, http }) =>
    (http?.paths ?? []).flatMap(({ path, pathType, backend }) =>
      backendAt(
        { at: `${host ?? '*'}${path ?? '/'}`, host: host ?? null, path: path ?? '/', type: pathType ?? '' },
        backend,
      ),
    ),
  ),
];

/** The Ingresses that are not about to go. */
export const ingressesOf = once((facts: Facts): Ingress[] =>
  facts.objects.Ingress.filter(({ metadata }) => metadata?.deletionTimestamp === undefined),
);

/** The class an Ingress asks for: by its field, or by the annotation that came before it. */
export const classOf = ({ spec, metadata }: Ingress): { name: string; by: 'field' | 'annotation' } | null => {
  if (spec?.ingressClassName !== undefined) return { name: spec.ingressClassName, by: 'field' };
  const old = metadata?.annotations?.['kubernetes.io/ingress.class'];
  return old === undefined || old === '' ? null : { name: old, by: 'annotation' };
};

/** A controller has written where the Ingress is reached: it has taken it up. */
export const hasAddress = ({ status }: Ingress): boolean => (status?.loadBalancer?.ingress ?? []).length > 0;

export const serviceNamed = (facts: Facts, ingress: Ingress, name: string): Service | undefined =>
  servicesAround(facts, ingress).find(({ metadata }) => metadata?.name === name);

/** The port of a Service that a backend means, by name or by number. */
export const portOf = (service: Service, port: Backend['port']) =>
  (service.spec?.ports ?? []).find((one) => one.name === port || one.port === port);

/** Scaled to 0, or with pods that are merely young: what answers nothing now is meant to. */
export const isQuiet = (facts: Facts, service: Service): boolean => {
  const pods = podsBehind(facts, service);
  // Where pods are ready and a port still leads nowhere, nothing is going to change by itself.
  if (pods.length > 0) return !pods.some((pod) => isReady(pod) || isTroubled(facts, pod));
  const backers = backersOf(facts, service);
  return backers.length > 0 && backers.every(({ replicas }) => (replicas ?? 0) === 0);
};

/** Whether requests to a port find nothing behind its Service. What was not read is taken to be there. */
export const isUnserved = (facts: Facts, service: Service, asked: Backend['port']): boolean => {
  if (service.spec?.type === 'ExternalName' || isServedElsewhere(service)) return false;
  if ((readyEndpoints(facts, service) ?? 0) === 0) {
    if (Object.keys(service.spec?.selector ?? {}).length === 0)
      return service.spec !== undefined && sawSlices(facts, service);
    const pods = podsBehind(facts, service);
    if (pods.length === 0 && !couldSee(facts, 'Pod')) return isQuiet(facts, service);
    if (!pods.some(isReady)) return service.spec?.publishNotReadyAddresses !== true;
  }
  const port = portOf(service, asked);
  return port !== undefined && unnamedTargets(facts, service).includes(port);
};

/** The workload that is scaled to 0 behind a quiet Service without pods. */
export const restingBehind = (facts: Facts, service: Service): ObjectRef | undefined =>
  podsBehind(facts, service).length === 0 ? backersOf(facts, service)[0]?.ref : undefined;

/** Milliseconds after which a controller that runs has taken an Ingress up; those of clouds take a few minutes. */
export const givenUpMs = 5 * 60 * 1000;

export const ingressAgeMs = (facts: Facts, { metadata }: Ingress): number =>
  Date.parse(facts.now) - Date.parse(metadata?.creationTimestamp ?? '');

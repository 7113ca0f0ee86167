import type { ObjectRef } from '../../answer.ts';
import type { Facts } from '../facts.ts';
import { once } from '../memo.ts';
import type { OutsideObject } from '../objects.ts';
import { podsBehind } from '../services.ts';
import type { Service } from '../services.ts';
import { meantBy, targetOf } from '../target-ports.ts';
import { at, listAt, textAt } from './json.ts';
import { isOf, refOfOutside } from './refs.ts';

/**
 * A Service that a route sends to. The port of a route of the Gateway API is one of the Service; that of OpenShift is one
 * of its endpoints, by the name it has in the Service or by the number of the container.
 * https://docs.openshift.com/container-platform/latest/rest_api/network_apis/route-route-openshift-io-v1.html
 */
export type RouteBackend = {
  route: ObjectRef;
  service: ObjectRef;
  port: string | number | null;
  of: 'service' | 'endpoints';
};

/** Whether an object is a Route of OpenShift. */
export const isOpenShiftRoute = (object: OutsideObject): boolean =>
  isOf(object, 'route.openshift.io', 'Route');

const numbered = (port: unknown): string | number | null => {
  if (typeof port === 'number') return port;
  if (typeof port !== 'string' || port === '') return null;
  return /^\d+$/.test(port) ? Number(port) : port;
};

const serviceAt = (object: OutsideObject, one: unknown): ObjectRef[] => {
  const name = textAt(one, 'name');
  const isService = (textAt(one, 'kind') ?? 'Service') === 'Service' && textAt(one, 'group') === undefined;
  const namespace = textAt(one, 'namespace') ?? object.metadata?.namespace ?? null;
  return name === undefined || !isService ? [] : [{ kind: 'Service', namespace, name }];
};

const ofOpenShift = (object: OutsideObject): RouteBackend[] =>
  [at(object.spec, 'to'), ...listAt(object.spec, 'alternateBackends')].flatMap((one) =>
    serviceAt(object, one).map((service) => ({
      route: refOfOutside(object),
      service,
      port: numbered(at(object.spec, 'port', 'targetPort')),
      of: 'endpoints' as const,
    })),
  );

const ofGateway = (object: OutsideObject): RouteBackend[] =>
  listAt(object.spec, 'rules')
    .flatMap((rule) => listAt(rule, 'backendRefs'))
    .flatMap((one) =>
      serviceAt(object, one).map((service) => ({
        route: refOfOutside(object),
        service,
        port: numbered(at(one, 'port')),
        of: 'service' as const,
      })),
    );

/** The Services that the routes of OpenShift and of the Gateway API send to. */
export const routeBackends = once((facts: Facts): RouteBackend[] =>
  facts.outside
    .filter(({ metadata }) => metadata?.deletionTimestamp === undefined)
    .flatMap((object) => {
      if (isOpenShiftRoute(object)) return ofOpenShift(object);
      return isOf(object, 'gateway.networking.k8s.io') ? ofGateway(object) : [];
    }),
);

export const serviceOf = (facts: Facts, { service }: RouteBackend): Service | undefined =>
  facts.objects.Service.find(
    ({ metadata }) => metadata?.name === service.name && (metadata.namespace ?? null) === service.namespace,
  );

type ServicePort = NonNullable<NonNullable<Service['spec']>['ports']>[number];

/** Whether a port of a Service leads to a number; a name can be any, as long as no pod that was read tells. */
const leadsTo = (facts: Facts, service: Service, port: ServicePort, number: number): boolean => {
  const target = targetOf(port);
  if (typeof target !== 'string') return target === number;
  const pods = podsBehind(facts, service);
  return (
    pods.length === 0 ||
    pods.some((pod) => meantBy(port, pod).some(({ containerPort }) => containerPort === number))
  );
};

/** The port of a Service that a backend means; undefined where it has none such, null where the backend names none. */
export const backendPort = (
  facts: Facts,
  service: Service,
  { port, of }: RouteBackend,
): ServicePort | undefined | null => {
  if (port === null) return null;
  return (service.spec?.ports ?? []).find((one) => {
    if (of === 'service') return one.port === port;
    return typeof port === 'number' ? leadsTo(facts, service, one, port) : one.name === port;
  });
};

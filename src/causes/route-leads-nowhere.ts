import { isAbsent } from '../facts/absence.ts';
import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { isQuiet, isUnserved, restingBehind } from '../facts/ingresses.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nearest } from '../facts/near.ts';
import type { RouteBackend } from '../facts/outside/route-backends.ts';
import { backendPort, routeBackends, serviceOf } from '../facts/outside/route-backends.ts';
import { refOf } from '../facts/refs.ts';
import { servicesAround } from '../facts/services.ts';
import type { Service } from '../facts/services.ts';
import { portWords } from '../facts/target-ports.ts';
import type { Cause, Found } from './cause.ts';

const nameOfService = ({ route, service }: RouteBackend): string =>
  service.namespace === route.namespace ? service.name : `${service.namespace ?? ''}/${service.name}`;

const common = (backend: RouteBackend) => {
  const { route, service, port } = backend;
  return {
    object: route,
    evidence: [specEvidence(route, `→ Service ${nameOfService(backend)}, port ${port ?? 'none'}`)],
    effect: `${route.kind} ${route.name} leads nowhere`,
    fingerprint: `${service.namespace ?? ''}/${service.name} ${port ?? ''}`,
  };
};

const edit = ({ route }: RouteBackend): string =>
  kubectl(route.namespace, 'edit', route.kind.toLowerCase(), route.name);

/** Of the Gateway API the controller itself says that a backend is missing. */
const missing = (facts: Facts, backend: RouteBackend): Found[] => {
  const { route, service } = backend;
  if (backend.of === 'service' || !isAbsent(facts, 'Service', service)) return [];
  const names = servicesAround(facts, { metadata: { namespace: service.namespace ?? '' } }).flatMap(
    ({ metadata }) => metadata?.name ?? [],
  );
  const [near] = nearest(service.name, names, 1);
  return [
    {
      ...common(backend),
      severity: 'critical',
      confidence: 'certain',
      summary: `${route.kind} ${route.name} sends to Service ${service.name}, which does not exist${near === undefined ? '' : `; there is a Service ${near}`}`,
      remedies: [
        {
          title: near === undefined ? 'Correct the backend, or create the Service' : `Send it to ${near}`,
          command: edit(backend),
          action: null,
        },
      ],
    },
  ];
};

const portless = (backend: RouteBackend, service: Service): Found => {
  const { route, port, of } = backend;
  const ports = portWords(service.spec?.ports ?? []);
  const what =
    of === 'service' || typeof port === 'string' ? `port ${port ?? ''}` : `target port ${port ?? ''}`;
  const shared = common(backend);
  return {
    ...shared,
    severity: 'critical',
    confidence: 'certain',
    summary: `${route.kind} ${route.name} sends to ${what} of Service ${nameOfService(backend)}, which has no such port; it has ${ports || 'none'}`,
    evidence: [...shared.evidence, specEvidence(refOf('Service', service), `ports: ${ports || 'none'}`)],
    remedies: [{ title: 'Correct the port of the route', command: edit(backend), action: null }],
  };
};

/** A Service behind which nothing answers; why is told of the Service or its pods. */
const unserved = (facts: Facts, backend: RouteBackend, service: Service): Found => {
  const { route } = backend;
  const quiet = isQuiet(facts, service);
  const resting = quiet ? restingBehind(facts, service) : undefined;
  const effect = `${route.kind} ${route.name} answers 503`;
  return {
    ...common(backend),
    severity: quiet ? 'info' : 'critical',
    confidence: 'likely',
    summary: `${effect}: ${
      resting === undefined
        ? `Service ${service.metadata?.name ?? ''} has no endpoint for it`
        : `${resting.kind} ${resting.name} behind Service ${service.metadata?.name ?? ''} is scaled to 0`
    }`,
    effect,
    remedies: [],
    follows: [backend.service],
  };
};

const judged = (facts: Facts, backend: RouteBackend): Found[] => {
  const service = serviceOf(facts, backend);
  if (service === undefined) return missing(facts, backend);
  const port = backendPort(facts, service, backend);
  if (port === undefined)
    return service.spec === undefined || service.spec.type === 'ExternalName'
      ? []
      : [portless(backend, service)];
  if (backend.of === 'service') return [];
  const number = port?.port ?? service.spec?.ports?.[0]?.port ?? null;
  return isUnserved(facts, service, number) ? [unserved(facts, backend, service)] : [];
};

export const routeLeadsNowhere: Cause = {
  id: 'route-leads-nowhere',
  title: 'Route sends to a Service or port that is not there',
  rulesOut: 'gateways and their routes',
  signal:
    'A Route of OpenShift names a Service that does not exist or has no endpoint, or a port that none of its endpoints has; a route of the Gateway API names a port that its Service does not have.',
  looksAt: ['Outside', 'Service', 'EndpointSlice', 'Pod'],
  about: ['route.openshift.io', 'gateway.networking.k8s.io'],
  look: (facts) => routeBackends(facts).flatMap((backend) => judged(facts, backend)),
};

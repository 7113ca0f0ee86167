import { counted } from '../facts/counts.ts';
import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import type { Backend, Ingress } from '../facts/ingresses.ts';
import {
  backendsOf,
  ingressesOf,
  isQuiet,
  isUnserved,
  restingBehind,
  serviceNamed,
} from '../facts/ingresses.ts';
import { refOf } from '../facts/refs.ts';
import type { Service } from '../facts/services.ts';
import type { Cause, Found } from './cause.ts';

const foundFor = (facts: Facts, ingress: Ingress, service: Service, backends: readonly Backend[]): Found => {
  const object = refOf('Ingress', ingress);
  const target = refOf('Service', service);
  const [first] = backends;
  const more = backends.length > 1 ? ` and ${backends.length - 1} more` : '';
  const effect = `Ingress ${object.name} answers 503 for ${first?.at ?? ''}${more}`;
  const quiet = isQuiet(facts, service);
  const resting = quiet ? restingBehind(facts, service) : undefined;
  const why =
    resting === undefined
      ? `Service ${target.name} has no endpoint for it`
      : `${resting.kind} ${resting.name} behind Service ${target.name} is scaled to 0`;
  return {
    severity: quiet ? 'info' : 'critical',
    confidence: 'likely',
    object,
    summary: `${effect}: ${why}`,
    effect,
    evidence: [
      specEvidence(
        object,
        `${first?.at ?? ''} → Service ${target.name}, port ${first?.port ?? 'none'}${more === '' ? '' : `, of ${counted(backends.length, 'path')}`}`,
      ),
    ],
    remedies: [],
    follows: [target],
    fingerprint: `${object.namespace ?? ''}/${object.name} ${target.name}`,
  };
};

export const ingressBackendDown: Cause = {
  id: 'ingress-backend-down',
  title: 'Ingress has nothing behind one of its paths',
  rulesOut: 'Ingresses',
  signal:
    'The Service of a backend exists and has no ready endpoint for its port. It follows from what the Service or its pods lack; controllers answer 503 then.',
  looksAt: ['Ingress', 'Service', 'EndpointSlice', 'Pod'],
  about: ['Ingress'],
  look: (facts) =>
    ingressesOf(facts).flatMap((ingress) => {
      const down = Map.groupBy(
        backendsOf(ingress).filter((backend) => {
          const service = serviceNamed(facts, ingress, backend.service);
          return service !== undefined && isUnserved(facts, service, backend.port);
        }),
        ({ service }) => service,
      );
      return [...down].flatMap(([name, backends]) => {
        const service = serviceNamed(facts, ingress, name);
        return service === undefined ? [] : [foundFor(facts, ingress, service, backends)];
      });
    }),
};

import type { ObjectRef } from '../answer.ts';
import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import type { Backend } from '../facts/ingresses.ts';
import { backendsOf, ingressesOf, portOf, serviceNamed } from '../facts/ingresses.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nearest } from '../facts/near.ts';
import { refOf } from '../facts/refs.ts';
import type { Service } from '../facts/services.ts';
import { meantBy, portWords, targetOf, tellingPods } from '../facts/target-ports.ts';
import type { Cause, Found } from './cause.ts';

/** What was meant instead: the port that leads to this number, the name that comes near, or the only port there is. */
const meant = (facts: Facts, service: Service, { port }: Backend): { word: string; why: string } | null => {
  const ports = service.spec?.ports ?? [];
  const pods = tellingPods(facts, service);
  const leading = ports.find(
    (one) =>
      targetOf(one) === port ||
      pods.some((pod) => meantBy(one, pod).some(({ containerPort }) => containerPort === port)),
  );
  if (leading !== undefined)
    return { word: `${leading.port ?? '?'}`, why: `its port ${leading.port ?? '?'} leads to ${port ?? '?'}` };
  const names = ports.flatMap(({ name }) => name ?? []);
  const near = typeof port === 'string' ? nearest(port, names, 1)[0] : undefined;
  if (near !== undefined) return { word: near, why: `it has ${portWords(ports)}` };
  const [only] = ports;
  return only === undefined
    ? null
    : { word: ports.length === 1 ? `${only.port ?? '?'}` : '', why: `it has ${portWords(ports)}` };
};

/** The API server takes no backend without a port; other exports may hold one. */
const portless = (object: ObjectRef, { at, service: name }: Backend, service: Service): Found => ({
  severity: 'warning',
  confidence: 'likely',
  object,
  summary: `Ingress ${object.name} sends ${at} to Service ${name} and names no port; it has ${portWords(service.spec?.ports ?? []) || 'none'}`,
  evidence: [specEvidence(object, `${at} → Service ${name}, port none`)],
  remedies: [
    {
      title: 'Name the port of the backend, by its name or number',
      command: kubectl(object.namespace, 'edit', 'ingress', object.name),
      action: null,
    },
  ],
  fingerprint: `${object.namespace ?? ''} ${name} no port`,
});

export const ingressPortMissing: Cause = {
  id: 'ingress-port-missing',
  title: 'Ingress points at a port that its Service does not have',
  rulesOut: 'Ingresses',
  signal:
    'A backend of the Ingress names a port, by name or number, that is none of its Service. The number is that of the Service, not of the container.',
  looksAt: ['Ingress', 'Service'],
  about: ['Ingress'],
  look: (facts) =>
    ingressesOf(facts).flatMap((ingress) => {
      const object = refOf('Ingress', ingress);
      const backends = Map.groupBy(backendsOf(ingress), ({ service, port }) => `${service} ${port ?? ''}`);
      return [...backends.values()].flatMap((same): Found[] => {
        const [backend] = same;
        if (backend === undefined) return [];
        const service = serviceNamed(facts, ingress, backend.service);
        if (backend.port === null) return service === undefined ? [] : [portless(object, backend, service)];
        if (service?.spec === undefined || portOf(service, backend.port) !== undefined) return [];
        // Of a name for an outside host controllers take any number.
        if (service.spec.type === 'ExternalName' && typeof backend.port === 'number') return [];
        const guess = meant(facts, service, backend);
        const more = same.length > 1 ? ` and ${same.length - 1} more` : '';
        return [
          {
            severity: 'critical',
            confidence: 'certain',
            object,
            summary: `Ingress ${object.name} sends ${backend.at}${more} to port ${backend.port} of Service ${backend.service}, which has no such port; ${guess?.why ?? 'it has none'}`,
            evidence: [
              specEvidence(object, `${backend.at} → Service ${backend.service}, port ${backend.port}`),
              specEvidence(
                refOf('Service', service),
                `ports: ${portWords(service.spec.ports ?? []) || 'none'}`,
              ),
            ],
            remedies: [
              {
                title:
                  guess === null || guess.word === ''
                    ? 'Correct the port of the backend'
                    : `Set the port of the backend to ${guess.word}`,
                command: kubectl(object.namespace, 'edit', 'ingress', object.name),
                action: null,
              },
            ],
            fingerprint: `${object.namespace ?? ''} ${backend.service} ${backend.port}`,
          },
        ];
      });
    }),
};

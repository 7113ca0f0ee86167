import { specEvidence } from '../facts/evidence.ts';
import { nearest } from '../facts/near.ts';
import { refOf } from '../facts/refs.ts';
import { podsBehind, selectingServices } from '../facts/services.ts';
import type { Cause } from './cause.ts';

export const targetPortMissing: Cause = {
  id: 'target-port-missing',
  title: 'Service asks for a port name that no container has',
  rulesOut: 'Service ports',
  signal:
    'A targetPort is a name, and none of the pods behind the Service has a container port of that name.',
  looksAt: ['Service', 'Pod'],
  about: ['Service', 'Ingress'],
  look: (facts) =>
    selectingServices(facts).flatMap((service) => {
      const pods = podsBehind(facts, service);
      const object = refOf('Service', service);
      const ports = pods
        .flatMap((pod) => [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])])
        .flatMap((container) => container.ports ?? []);
      const names = [...new Set(ports.flatMap(({ name }) => name ?? []))];
      return (service.spec?.ports ?? []).flatMap(({ port, targetPort }) => {
        if (
          typeof targetPort !== 'string' ||
          /^\d+$/.test(targetPort) ||
          pods.length === 0 ||
          names.includes(targetPort)
        )
          return [];
        const near = nearest(targetPort, names, 1)[0] ?? (names.length === 1 ? names[0] : undefined);
        return [
          {
            severity: 'critical' as const,
            confidence: 'certain' as const,
            object,
            summary: `targetPort ${targetPort} of Service ${object.name} is no named port of the ${pods.length} pod${pods.length === 1 ? '' : 's'} behind it${names.length === 0 ? '' : `; they name ${names.join(', ')}`}`,
            evidence: [
              specEvidence(object, `port ${port ?? '?'} → targetPort ${targetPort}`),
              specEvidence(
                refOf('Pod', pods[0] ?? {}),
                `container ports: ${
                  ports
                    .map(({ name, containerPort }) => `${name ?? 'unnamed'} ${containerPort ?? ''}`)
                    .slice(0, 5)
                    .join(', ') || 'none declared'
                }`,
              ),
            ],
            remedies: [
              {
                title:
                  near === undefined
                    ? `Name a container port ${targetPort}, or give the number`
                    : `Set targetPort to ${near}`,
                command: null,
                action: null,
              },
            ],
            fingerprint: `${object.namespace ?? ''}/${object.name} ${targetPort}`,
          },
        ];
      });
    }),
};

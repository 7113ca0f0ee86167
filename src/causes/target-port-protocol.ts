import { specEvidence } from '../facts/evidence.ts';
import type { Pod } from '../facts/objects.ts';
import { probedPorts } from '../facts/probed-ports.ts';
import { refOf } from '../facts/refs.ts';
import { matchesMap } from '../facts/selectors.ts';
import { patchPort } from '../facts/service-commands.ts';
import { selectingServices, servicesAround } from '../facts/services.ts';
import { meantBy, portWords, portsOfPod, protocolOf, targetOf, tellingPods } from '../facts/target-ports.ts';
import type { ContainerPort } from '../facts/target-ports.ts';
import type { Cause, Found } from './cause.ts';

/** The ports of a pod that have the name or number, all of them with another protocol than the Service's port. */
const mistaken = (pod: Pod, target: string | number, protocol: string): ContainerPort[] => {
  const same = portsOfPod(pod).filter((one) =>
    typeof target === 'string' ? one.name === target : one.containerPort === target,
  );
  return same.some((one) => protocolOf(one) === protocol) ? [] : same;
};

export const targetPortProtocol: Cause = {
  id: 'target-port-protocol',
  title: 'Service and container port differ in protocol',
  rulesOut: 'Services',
  signal:
    'A port of a Service leads to a container port, by name or number, that every pod declares with another protocol. By name it has no endpoint; by number the declaration is only a hint, and counts where a TCP or HTTP probe asks the same number, or another Service leads to it over TCP.',
  looksAt: ['Service', 'Pod'],
  about: ['Service', 'Ingress'],
  look: (facts) =>
    selectingServices(facts).flatMap((service) => {
      const object = refOf('Service', service);
      const pods = tellingPods(facts, service);
      const [first] = pods;
      const ports = service.spec?.ports ?? [];
      return ports.flatMap((port): Found[] => {
        const target = targetOf(port);
        const protocol = protocolOf(port);
        const sibling = ports.some((one) => targetOf(one) === target && protocolOf(one) !== protocol);
        if (target === null || first === undefined || sibling) return [];
        const found = pods.map((pod) => mistaken(pod, target, protocol));
        const [other] = found.flat();
        if (other === undefined || found.some((one) => one.length === 0)) return [];
        const byName = typeof target === 'string';
        const probed = pods.every((pod) => probedPorts(pod).includes(other.containerPort ?? 0));
        const elsewhere = servicesAround(facts, service).some(
          (one) =>
            matchesMap(one.spec?.selector, first.metadata?.labels) &&
            (one.spec?.ports ?? []).some((asked) => meantBy(asked, first).includes(other)),
        );
        // Nobody has to declare a container port: that one of UDP is left out, or kept as TCP, is common and harmless.
        if (!byName && !(protocol === 'UDP' && (probed || elsewhere))) return [];
        return [
          {
            severity: byName || probed ? 'critical' : 'warning',
            confidence: byName ? 'certain' : probed ? 'likely' : 'possible',
            object,
            summary: `Port ${port.port ?? '?'} of Service ${object.name} is ${protocol}, but the container port ${target} behind it is ${protocolOf(other)}`,
            effect: `port ${port.port ?? '?'} of Service ${object.name} ${byName ? 'has no endpoint' : 'reaches nothing'}`,
            evidence: [
              specEvidence(object, `port ${port.port ?? '?'}/${protocol} → targetPort ${target}`),
              specEvidence(
                refOf('Pod', first),
                `container ports: ${portWords(portsOfPod(first))}${probed ? `; a probe asks ${other.containerPort ?? '?'} over TCP` : ''}`,
              ),
            ],
            remedies: [
              {
                title: `Set the protocol of the Service's port to ${protocolOf(other)}`,
                command: patchPort(service, port, { protocol: protocolOf(other) }),
                action: null,
              },
            ],
            fingerprint: `${object.namespace ?? ''}/${object.name} ${target} ${protocol}`,
          },
        ];
      });
    }),
};

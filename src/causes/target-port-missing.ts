import { counted } from '../facts/counts.ts';
import { specEvidence } from '../facts/evidence.ts';
import { couldSee } from '../facts/gaps.ts';
import { nearest } from '../facts/near.ts';
import { refOf } from '../facts/refs.ts';
import { patchPort } from '../facts/service-commands.ts';
import { selectingServices } from '../facts/services.ts';
import {
  portWords,
  portsOfPod,
  protocolOf,
  targetOf,
  tellingPods,
  unnamedTargets,
} from '../facts/target-ports.ts';
import type { Cause, Found } from './cause.ts';

export const targetPortMissing: Cause = {
  id: 'target-port-missing',
  title: 'Service asks for a port name that no container has',
  rulesOut: 'Services',
  signal:
    'A targetPort is a name, and none of the pods behind the Service has a container port of that name.',
  looksAt: ['Service', 'Pod'],
  about: ['Service', 'Ingress'],
  look: (facts) =>
    selectingServices(facts).flatMap((service) => {
      const object = refOf('Service', service);
      const pods = tellingPods(facts, service);
      const ports = pods.flatMap(portsOfPod);
      return unnamedTargets(facts, service).flatMap((port): Found[] => {
        const target = targetOf(port);
        // One of that name and another protocol is told by a cause of its own.
        if (typeof target !== 'string' || ports.some(({ name }) => name === target)) return [];
        const fitting = ports.filter((one) => protocolOf(one) === protocolOf(port));
        const names = [...new Set(fitting.flatMap(({ name }) => name ?? []))];
        const similar = nearest(target, names, 1)[0];
        const near = similar ?? (names.length === 1 ? names[0] : undefined);
        const sure = couldSee(facts, 'Pod');
        // A pod that was not read may name the port, unless a slip of the hand is plain.
        if (!sure && similar === undefined) return [];
        const offered = names.length > 0 ? `they name ${names.join(', ')}` : '';
        const unnamed =
          ports.length > 0 ? `their ports ${portWords(ports)} have no name` : 'they declare no port';
        return [
          {
            severity: 'critical',
            confidence: sure ? 'certain' : 'likely',
            object,
            summary: `targetPort ${target} of Service ${object.name} is no named port of the ${counted(pods.length, 'pod')} behind it; ${offered || unnamed}`,
            effect: `port ${port.port ?? '?'} of Service ${object.name} has no endpoint`,
            evidence: [
              specEvidence(object, `port ${port.port ?? '?'} → targetPort ${target}`),
              specEvidence(
                refOf('Pod', pods[0] ?? {}),
                `container ports: ${portWords(ports) || 'none declared'}`,
              ),
            ],
            remedies: [
              near === undefined
                ? {
                    title: `Name a container port ${target}, or give the number`,
                    command: null,
                    action: null,
                  }
                : {
                    title: `Set targetPort to ${near}`,
                    command: patchPort(service, port, { targetPort: near }),
                    action: null,
                  },
            ],
            fingerprint: `${object.namespace ?? ''}/${object.name} ${target}`,
          },
        ];
      });
    }),
};

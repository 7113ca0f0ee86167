import { closedPorts } from '../facts/closed-ports.ts';
import { specEvidence } from '../facts/evidence.ts';
import { refOf } from '../facts/refs.ts';
import { patchPort } from '../facts/service-commands.ts';
import { selectingServices } from '../facts/services.ts';
import type { Cause, Found } from './cause.ts';

export const targetPortClosed: Cause = {
  id: 'target-port-closed',
  title: 'Service leads to a port that nothing listens on',
  rulesOut: 'Services',
  signal:
    'A targetPort is a number that no container declares, while the log of a ready pod says that it listens on another one, or its probe passes on another one that is declared and no Service leads to. A container port is only a hint: the log makes it likely, the probe possible.',
  looksAt: ['Service', 'Pod', 'logs'],
  about: ['Service', 'Ingress'],
  look: (facts) =>
    selectingServices(facts).flatMap((service) => {
      const object = refOf('Service', service);
      return closedPorts(facts, service).map(({ port, target, pod, open, said, evidence }): Found => ({
        severity: said ? 'critical' : 'warning',
        confidence: said ? 'likely' : 'possible',
        object,
        summary: said
          ? `Service ${object.name} sends port ${port.port ?? '?'} to ${target}, but pod ${pod.metadata?.name ?? ''} says it listens on ${open}`
          : `Service ${object.name} sends port ${port.port ?? '?'} to ${target}, which no container declares; the probe that passes asks ${open}`,
        effect: `port ${port.port ?? '?'} of Service ${object.name} reaches nothing`,
        evidence: [specEvidence(object, `port ${port.port ?? '?'} → targetPort ${target}`), ...evidence],
        remedies: [
          {
            title: said
              ? `Set targetPort to ${open}`
              : `Set targetPort to ${open}, unless the container listens on ${target} too: its log or a connection from another pod tells`,
            command: patchPort(service, port, { targetPort: open }),
            action: null,
          },
        ],
        fingerprint: `${object.namespace ?? ''}/${object.name} ${target}`,
      }));
    }),
};

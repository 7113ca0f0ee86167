import { closedPorts } from '../facts/closed-ports.ts';
import type { ClosedPort } from '../facts/closed-ports.ts';
import { specEvidence } from '../facts/evidence.ts';
import { refOf } from '../facts/refs.ts';
import { patchPort } from '../facts/service-commands.ts';
import { selectingServices } from '../facts/services.ts';
import type { Cause, Found } from './cause.ts';

/** What stands against the port, as the sentence goes on. */
const insteadOf = ({ by, pod, open }: ClosedPort): string => {
  switch (by) {
    case 'log':
      return `but pod ${pod.metadata?.name ?? ''} says it listens on ${open}`;
    case 'probe':
      return `which no container declares; the probe that passes asks ${open}`;
    case 'command':
      return `which no container declares; its command line names ${open}, which it declares`;
    case 'declaration':
      return `which no container declares; they declare ${open}, which no Service leads to`;
  }
};

export const targetPortClosed: Cause = {
  id: 'target-port-closed',
  title: 'Service leads to a port that nothing listens on',
  rulesOut: 'Services',
  signal:
    'A targetPort is a number that no container declares, while the log of a ready pod says that it listens on another one, its probe passes on another one, or its command line names another one that it declares. A container port is only a hint: the log or the command line makes it likely, a probe or the declaration alone possible.',
  looksAt: ['Service', 'Pod', 'logs'],
  about: ['Service', 'Ingress'],
  look: (facts) =>
    selectingServices(facts).flatMap((service) => {
      const object = refOf('Service', service);
      return closedPorts(facts, service).map((closed): Found => {
        const { port, target, open, by, evidence } = closed;
        const said = by === 'log';
        return {
          severity: said ? 'critical' : 'warning',
          confidence: said || by === 'command' ? 'likely' : 'possible',
          object,
          summary: `Service ${object.name} sends port ${port.port ?? '?'} to ${target}, ${insteadOf(closed)}`,
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
        };
      });
    }),
};

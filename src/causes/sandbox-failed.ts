import { eventEvidence, eventsOf } from '../facts/events.ts';
import { isBeingCreated, livePods } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const sandboxFailed: Cause = {
  id: 'sandbox-failed',
  title: 'Pod sandbox cannot be created',
  rulesOut: 'pod sandboxes',
  signal:
    'No container of the pod has started and FailedCreatePodSandBox events repeat: the network plugin, its addresses or the runtime class.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    livePods(facts).flatMap((pod) => {
      const object = refOf('Pod', pod);
      const event = eventsOf(facts, object, 'FailedCreatePodSandBox')[0];
      if (!isBeingCreated(pod) || event === undefined) return [];
      const node = pod.spec?.nodeName ?? '';
      const said = (event.message ?? '')
        .split(': ')
        .slice(-2)
        .join(': ')
        .replaceAll(/\s?"?[0-9a-f]{32,}"?|code = \w+ desc = /g, '');
      return [
        {
          severity: 'critical',
          confidence: 'likely',
          object,
          summary: `Node ${node} cannot create the sandbox (network and namespaces) of pod ${object.name}: ${said}`,
          evidence: [eventEvidence(object, event)],
          remedies: [
            {
              title: `Check the network plugin and the container runtime of node ${node}`,
              command: null,
              action: null,
            },
          ],
          fingerprint: `${node} ${said.replaceAll(/\d+|[0-9a-f]{8,}/g, '#')}`,
        },
      ];
    }),
};

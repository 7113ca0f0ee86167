import { statusEvidence } from '../facts/evidence.ts';
import { failingRuns } from '../facts/exits.ts';
import { containerTitle, controllerOf, familyOf, lastEnd } from '../facts/pods.ts';
import { capital } from '../facts/sentences.ts';
import type { Cause } from './cause.ts';

export const containerLost: Cause = {
  id: 'container-lost',
  title: 'Node has lost the container',
  rulesOut: 'crashes and restarts',
  signal:
    'A run ended with reason ContainerStatusUnknown or Unknown: the container was gone when the kubelet looked for it, as after a restart of the node or its runtime. Its exit code 137 or 255 is made up by the kubelet.',
  looksAt: ['Pod', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    failingRuns(facts, 'lost').map(({ view, end }) => {
      const node = view.pod.spec?.nodeName ?? '?';
      const over = lastEnd(view.status) === view.status?.state?.terminated;
      return {
        severity: over && controllerOf(view.pod) === undefined ? 'critical' : 'warning',
        confidence: 'certain',
        object: view.ref,
        summary: `Node ${node} lost ${containerTitle(view)}: it was gone when the kubelet looked for it, as after a restart of the node or its runtime (exit code ${end.exitCode ?? '?'} says nothing)`,
        brief: `${capital(containerTitle(view))} is lost: it was gone when the kubelet of node ${node} looked for it`,
        evidence: [
          statusEvidence(
            view.ref,
            `${view.name}: ${end.reason ?? ''}, exit code ${end.exitCode ?? '?'}${end.message === undefined ? '' : `: ${end.message}`}`,
            end.finishedAt ?? null,
          ),
        ],
        remedies: [
          {
            title:
              controllerOf(view.pod) === undefined
                ? 'Make the pod again; no controller does it'
                : 'Nothing: its controller makes another one. If it happens again, look at what restarts the node',
            command: null,
            action: null,
          },
        ],
        follows: [{ kind: 'Node', namespace: null, name: node }],
        fingerprint: `${familyOf(view.pod)} ${view.name}`,
      };
    }),
};

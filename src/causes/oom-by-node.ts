import { counted } from '../facts/counts.ts';
import { eventEvidence } from '../facts/events.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { failingRuns } from '../facts/exits.ts';
import { memoryLimit, systemOoms } from '../facts/memory.ts';
import { containerTitle, familyOf } from '../facts/pods.ts';
import { editCommand } from '../facts/workloads.ts';
import type { Cause } from './cause.ts';

export const oomByNode: Cause = {
  id: 'oom-by-node',
  title: 'Container was killed because its node ran out of memory',
  rulesOut: 'memory',
  signal:
    'The run that ended has reason OOMKilled, and neither the container nor its pod has a memory limit, or a SystemOOM event of the node lies within two minutes of it. MemoryPressure, requests and the quality of service say why this one was chosen.',
  looksAt: ['Pod', 'Event', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    failingRuns(facts, 'oom').flatMap(({ view, end, restarts }) => {
      const limit = memoryLimit(view);
      const events = systemOoms(facts, view.pod, end);
      if (limit !== null && events.length === 0) return [];
      const name = view.pod.spec?.nodeName ?? '?';
      const object = { kind: 'Node', namespace: null, name };
      const node = facts.objects.Node.find(({ metadata }) => metadata?.name === name);
      const pressure = node?.status?.conditions?.find(({ type }) => type === 'MemoryPressure');
      const request = view.spec?.resources?.requests?.memory;
      const unbounded = limit === null ? ', which has no memory limit' : '';
      return [
        {
          severity: 'critical',
          confidence: events.length > 0 ? 'certain' : 'likely',
          object: view.ref,
          summary: `OOMKilled: node ${name} ran out of memory and the kernel killed ${containerTitle(view)}${unbounded} (${counted(restarts, 'restart')})`,
          brief: `OOMKilled: node ${name} ran out of memory and the kernel killed ${containerTitle(view)}`,
          evidence: [
            statusEvidence(
              view.ref,
              `${view.name}: OOMKilled, exit code ${end.exitCode ?? '?'}, ${counted(restarts, 'restart')}`,
              end.finishedAt ?? null,
            ),
            ...events.slice(0, 2).map((event) => eventEvidence(object, event)),
            ...(pressure?.status === 'True'
              ? [
                  statusEvidence(
                    object,
                    `MemoryPressure: True (${pressure.reason ?? ''})`,
                    pressure.lastTransitionTime ?? null,
                  ),
                ]
              : []),
            specEvidence(
              view.ref,
              `${view.name}: memory request ${request ?? 'none'}, limit ${limit?.text ?? 'none'}; quality of service ${view.pod.status?.qosClass ?? '?'}`,
            ),
          ],
          remedies: [
            {
              title:
                limit === null
                  ? 'Set a memory request and limit, so that the scheduler leaves room for it'
                  : 'Find what fills the node: pods without a memory limit, or limits far above their requests',
              command: limit === null ? editCommand(facts, view.pod) : `kubectl describe node ${name}`,
              action: null,
            },
          ],
          fingerprint: `${name} ${familyOf(view.pod)} ${view.name}`,
        },
      ];
    }),
};

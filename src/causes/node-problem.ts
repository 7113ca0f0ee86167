import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nodeCondition } from '../facts/nodes.ts';
import { refOf } from '../facts/refs.ts';
import { tableOf } from '../facts/table.ts';
import type { Cause } from './cause.ts';

/**
 * The conditions that node-problem-detector declares in its own configuration; True is bad for each. Other types that
 * somebody adds to a node have no agreed meaning.
 * https://github.com/kubernetes/node-problem-detector/tree/master/config
 */
const declared: { readonly [type: string]: string } = tableOf({
  KernelDeadlock: 'its kernel has tasks that hang',
  ReadonlyFilesystem: 'a file system of it has become read-only',
  FrequentKubeletRestart: 'its kubelet restarts again and again',
  FrequentDockerRestart: 'its container runtime restarts again and again',
  FrequentContainerdRestart: 'its container runtime restarts again and again',
  FrequentUnregisterNetDevice: 'its kernel cannot let go of network devices',
  CorruptDockerOverlay2: 'its storage of images is corrupt',
  KubeletUnhealthy: 'its kubelet does not answer health checks',
  ContainerRuntimeUnhealthy: 'its container runtime does not answer health checks',
  NTPProblem: 'its clock is not synchronized',
});

export const nodeProblem: Cause = {
  id: 'node-problem',
  title: 'node-problem-detector reports a fault of the node',
  rulesOut: 'nodes',
  signal:
    'One of the conditions that node-problem-detector declares (KernelDeadlock, ReadonlyFilesystem, NTPProblem and others) is True. Condition types without an agreed meaning are not taken for faults.',
  looksAt: ['Node'],
  about: ['Node', 'Pod'],
  look: (facts) =>
    facts.objects.Node.flatMap((node) =>
      Object.entries(declared).flatMap(([type, why]) => {
        const condition = nodeCondition(node, type);
        if (condition?.status !== 'True') return [];
        const object = refOf('Node', node);
        return [
          {
            severity: 'warning' as const,
            confidence: 'likely' as const,
            object,
            summary: `Node ${object.name} has a problem: ${why}`,
            effect: `node ${object.name} has a problem`,
            evidence: [
              statusEvidence(
                object,
                `${type}: True (${condition.reason ?? ''}): ${condition.message ?? ''}`,
                condition.lastTransitionTime ?? null,
              ),
            ],
            remedies: [
              {
                title:
                  'Look at the machine (dmesg, journalctl); drain it and start it anew where that is quicker',
                command: kubectl(null, 'drain', object.name, '--ignore-daemonsets', '--delete-emptydir-data'),
                action: null,
              },
            ],
            fingerprint: `${object.name} ${type}`,
          },
        ];
      }),
    ),
};

import { eventEvidence, eventsOf, seenAt } from '../facts/events.ts';
import { logEvidence, specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { memoryLimit } from '../facts/memory.ts';
import { containerTitle, familyOf, liveContainers, logOf } from '../facts/pods.ts';
import type { ContainerView } from '../facts/pods.ts';
import { capital } from '../facts/sentences.ts';
import { editCommand } from '../facts/workloads.ts';
import type { Cause } from './cause.ts';

/** What shells, servers and language runtimes say of a child that got signal 9. */
const killedChild =
  /^Killed$|^\S*sh: .{0,80}\bKilled\b|\bline \d+:\s+\d+ Killed\b|signal 9\b(?:: Killed)?|\bSIGKILL\b.{0,60}out of memory|was terminated by signal 9|exited on signal 9|Worker exited prematurely: signal 9|killed by signal:? ?9|Perhaps out of memory\?/i;

/** gunicorn kills a worker that does not answer in time itself, and supposes memory all the same. */
const wasLate = (lines: readonly string[], line: string): boolean => {
  const pid = /\(pid:(\d+)\)/.exec(line)?.[1];
  return pid !== undefined && lines.some((one) => one.includes(`WORKER TIMEOUT (pid:${pid})`));
};

const freshMs = 60 * 60 * 1000;

/** What the kernel told the node (node-problem-detector): the pod stands in the message by its UID, or not at all. */
const nodeTold = (facts: Facts, { pod }: ContainerView) =>
  eventsOf(facts, { kind: 'Node', namespace: null, name: pod.spec?.nodeName ?? '' }, 'OOMKilling').find(
    (event) => {
      const uid = pod.metadata?.uid;
      const near = Date.parse(facts.now) - Date.parse(seenAt(event) ?? '') < freshMs;
      return near && uid !== undefined && (event.message ?? '').replaceAll('_', '-').includes(uid);
    },
  );

export const childOutOfMemory: Cause = {
  id: 'child-out-of-memory',
  title: 'Child process was killed, most likely for memory, while the container goes on',
  rulesOut: 'memory',
  signal:
    'A container with a memory limit runs on, and its log says that a child got signal 9; an OOMKilling event of the node with the UID of the pod makes it certain. Without one it is possible: the kernel log of the node settles it.',
  looksAt: ['Pod', 'Event', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    facts.logs.length === 0 && facts.objects.Event.length === 0
      ? []
      : liveContainers(facts).flatMap((view) => {
          const limit = memoryLimit(view);
          if (view.status?.state?.running === undefined || limit === null) return [];
          const log = logOf(facts, view);
          const line =
            log?.previous === false
              ? log.lines.findLast((one) => killedChild.test(one.trim()) && !wasLate(log.lines, one))
              : undefined;
          const told = nodeTold(facts, view);
          if (line === undefined && told === undefined) return [];
          const node = { kind: 'Node', namespace: null, name: view.pod.spec?.nodeName ?? '' };
          return [
            {
              severity: 'warning' as const,
              confidence: told === undefined ? ('possible' as const) : ('certain' as const),
              object: view.ref,
              summary:
                told === undefined
                  ? `A child process in ${containerTitle(view)} was killed, possibly for going over the memory limit of ${limit.text}: its log says "${line?.trim() ?? ''}" and the container runs on`
                  : `${capital(containerTitle(view))} runs on, but the kernel killed a process in it for going over the memory limit of ${limit.text}`,
              evidence: [
                ...(told === undefined ? [] : [eventEvidence(node, told)]),
                ...(line === undefined || log === undefined ? [] : [logEvidence(view, log, line)]),
                specEvidence(
                  view.ref,
                  `${view.name}: memory limit ${limit.text}${limit.of === 'pod' ? ' (of the pod)' : ''}`,
                ),
              ],
              remedies: [
                {
                  title: `Raise the memory limit above ${limit.text}, or start fewer processes${told === undefined ? '; "oom-kill" in the kernel log of the node settles it' : ''}`,
                  command: editCommand(facts, view.pod),
                  action: null,
                },
              ],
              fingerprint: `${familyOf(view.pod)} ${view.name}`,
            },
          ];
        }),
};

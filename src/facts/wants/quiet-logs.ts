import { memoryLimit } from '../memory.ts';
import { containersOf, isReady } from '../pods.ts';
import type { ContainerView } from '../pods.ts';
import { mayLack } from '../suspects.ts';
import type { Want, Wanting } from './want.ts';

const asked: readonly string[] = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet'];

/** Containers at most of one pod. */
const logsAtMost = 3;

/** Whether something may be wrong with a container that shows in its log alone: a child killed for memory, a right it lacks. */
const mayTell = (view: ContainerView): boolean =>
  memoryLimit(view) !== null || (view.pod.spec?.serviceAccountName ?? 'default') !== 'default';

/**
 * Where all pods look well and somebody asks why they are not: what one of them says.
 */
export const quietLogs: Wanting = {
  id: 'quiet-logs',
  rights: [],
  wants: ({ facts, subject, pods }) => {
    if (!asked.includes(subject.kind) || pods.some((pod) => mayLack(facts, pod))) return [];
    const telling = pods
      .filter(isReady)
      .map((pod) =>
        containersOf(pod).filter(
          (one) => one.role === 'app' && one.status?.state?.running !== undefined && mayTell(one),
        ),
      )
      .find((views) => views.length > 0);
    return (telling ?? [])
      .slice(0, logsAtMost)
      .map((view): Want => ({ read: 'log', view, previous: false, spare: true }));
  },
};

import { memoryLimit } from '../memory.ts';
import { containersOf, isReady } from '../pods.ts';
import { mayLack } from '../suspects.ts';
import type { Wanting } from './want.ts';

const asked: readonly string[] = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet'];

/**
 * Where all pods look well and somebody asks why they are not: what one of them says. A child process that the kernel
 * killed for memory shows nowhere else.
 */
export const quietLogs: Wanting = {
  id: 'quiet-logs',
  rights: [],
  wants: ({ facts, subject, pods }) => {
    if (!asked.includes(subject.kind) || pods.some((pod) => mayLack(facts, pod))) return [];
    const view = pods
      .filter(isReady)
      .flatMap(containersOf)
      .find(
        (one) => one.role === 'app' && one.status?.state?.running !== undefined && memoryLimit(one) !== null,
      );
    return view === undefined ? [] : [{ read: 'log', view, previous: false, spare: true }];
  },
};

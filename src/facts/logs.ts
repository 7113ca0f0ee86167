import type { Cluster } from '../ports.ts';
import type { Gap, Log } from './facts.ts';
import { gapOf } from './gaps.ts';
import type { Pod } from './objects.ts';
import { containersOf, controllerOf, lastEnd } from './pods.ts';
import type { ContainerView } from './pods.ts';

/** Bounds of one read: enough for a stack trace, small enough for a hundred pods. */
const tailLines = 200;
const limitBytes = 64 * 1024;
const logsAtMost = 6;

type Wanted = { view: ContainerView; previous: boolean };

/**
 * Which run tells why: while a container runs again or waits to, that is the previous one;
 * once it has ended, its own.
 */
const wanted = (view: ContainerView): Wanted | undefined => {
  const { state, lastState } = view.status ?? {};
  if (state?.terminated !== undefined) {
    return state.terminated.exitCode === 0 && state.terminated.reason !== 'OOMKilled'
      ? undefined
      : { view, previous: false };
  }
  if (lastState?.terminated !== undefined) return { view, previous: true };
  const unready = state?.running !== undefined && view.status?.ready === false;
  return unready ? { view, previous: false } : undefined;
};

const neverStarted = (view: ContainerView): boolean =>
  ['StartError', 'ContainerCannotRun'].includes(lastEnd(view.status)?.reason ?? '');

/** One container for each way of failing: replicas of one template fail alike, so one log of them is enough. */
export const logsWorthReading = (pods: readonly Pod[]): Wanted[] => {
  const chosen = new Map<string, Wanted>();
  for (const pod of pods) {
    if (pod.status?.phase === 'Succeeded' || pod.status?.reason !== undefined) continue;
    for (const view of containersOf(pod)) {
      const one = neverStarted(view) ? undefined : wanted(view);
      const key = [
        controllerOf(pod)?.uid ?? pod.metadata?.name,
        view.name,
        lastEnd(view.status)?.exitCode ?? 'runs',
      ].join(' ');
      if (one !== undefined && !chosen.has(key)) chosen.set(key, one);
    }
  }
  return [...chosen.values()].slice(0, logsAtMost);
};

/** The kubelet answers 200 with this sentence when the runtime no longer has the log. */
const goneLog = /^unable to retrieve container logs for \S+\s*$/;

const what = ({ namespace, pod, container, previous }: Omit<Log, 'lines'>): string =>
  `${previous ? 'the log of the previous run' : 'the log'} of container ${container} in pod ${namespace}/${pod}`;

/** A bounded read of the end of one log, or the gap where it cannot be read. */
export const readLog = async (cluster: Cluster, { view, previous }: Wanted): Promise<Log | Gap> => {
  const where = { namespace: view.ref.namespace ?? '', pod: view.ref.name, container: view.name, previous };
  const text = await cluster.log({ ...where, tailLines, limitBytes });
  if (text.ok && goneLog.test(text.value))
    return gapOf('Log', what(where), { reason: 'rejected', message: text.value.trim() });
  if (text.ok) return { ...where, lines: text.value.split('\n').filter((line) => line.trim() !== '') };
  return gapOf('Log', what(where), text.failure);
};

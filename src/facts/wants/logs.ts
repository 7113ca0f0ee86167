import type { Facts } from '../facts.ts';
import type { Pod } from '../objects.ts';
import { containersOf, controllerOf, lastEnd } from '../pods.ts';
import type { ContainerView } from '../pods.ts';
import type { Want, Wanting } from './want.ts';

const logsAtMost = 6;

type Wanted = { view: ContainerView; previous: boolean };

/**
 * Which run tells why: while a container runs again or waits to, that is the previous one;
 * once it has ended, its own.
 */
const wantedOf = (view: ContainerView): Wanted | undefined => {
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
export const logsWorthReading = (pods: readonly Pod[], atMost = logsAtMost): Wanted[] => {
  const chosen = new Map<string, Wanted>();
  for (const pod of pods) {
    if (pod.status?.phase === 'Succeeded' || pod.status?.reason !== undefined) continue;
    for (const view of containersOf(pod)) {
      const one = neverStarted(view) ? undefined : wantedOf(view);
      const key = [
        controllerOf(pod)?.uid ?? pod.metadata?.name,
        view.name,
        lastEnd(view.status)?.exitCode ?? 'runs',
      ].join(' ');
      if (one !== undefined && !chosen.has(key)) chosen.set(key, one);
    }
  }
  return [...chosen.values()].slice(0, atMost);
};

/** How long ago a run may have ended for its container to be removed while the answer is read; milliseconds. */
const removedMs = 60 * 1000;

/**
 * Between two restarts the kubelet removes the container that the status it reported still names as the previous one: what came
 * after it mostly says the same.
 */
const besides = (facts: Facts, { view, previous }: Wanted): boolean =>
  previous &&
  Date.parse(facts.now) - Date.parse(view.status?.lastState?.terminated?.finishedAt ?? '') < removedMs;

/** The logs of containers that ended badly or are not ready. */
export const logs: Wanting = {
  id: 'logs',
  rights: [],
  wants: ({ facts, pods }) => {
    const worth = logsWorthReading(pods);
    return [
      ...worth.map((one): Want => ({ read: 'log', ...one })),
      ...worth
        .filter((one) => besides(facts, one))
        .map(({ view }): Want => ({ read: 'log', view, previous: false, spare: true })),
    ];
  },
};

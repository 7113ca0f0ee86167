import { declaresPort, keepersOf } from './door-keepers.ts';
import type { Door } from './doors.ts';
import { failingRuns } from './exits.ts';
import type { Facts } from './facts.ts';
import { containersOf } from './pods.ts';
import type { ContainerView } from './pods.ts';
import { sameRef } from './refs.ts';
import { unreadyContainers } from './unready.ts';

/**
 * A container that should serve a door of its pod and does not: it does not run, is not ready, or `later` starts only
 * after the one that asks. `sure` is false where nothing but its being down tells that it is the one.
 * https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
 */
export type Sibling = { view: ContainerView; how: 'down' | 'unready' | 'later'; sure: boolean };

const isIn = (views: readonly ContainerView[], view: ContainerView): boolean =>
  views.some(({ name, ref }) => name === view.name && sameRef(ref, view.ref));

/** What a container waits for in good order. */
const patient = ['ContainerCreating', 'PodInitializing'];

const isDown = (facts: Facts, view: ContainerView): boolean => {
  const { waiting, terminated } = view.status?.state ?? {};
  const stuck = waiting !== undefined && !patient.includes(waiting.reason ?? 'PodInitializing');
  const failing = failingRuns(
    facts,
    'oom',
    'liveness',
    'startup',
    'hook',
    'not-started',
    'lost',
    'exec',
    'crash',
  );
  return (
    stuck ||
    terminated !== undefined ||
    isIn(
      failing.map((run) => run.view),
      view,
    )
  );
};

/** An init container ends before any container behind it starts; a sidecar ahead of it runs already. */
const startsLater = (asker: ContainerView, view: ContainerView): boolean => {
  const order = containersOf(asker.pod).map(({ name }) => name);
  return asker.role === 'init' && order.indexOf(view.name) > order.indexOf(asker.name);
};

const stateOf = (facts: Facts, asker: ContainerView, view: ContainerView): Sibling | null => {
  if (startsLater(asker, view)) return { view, how: 'later', sure: true };
  if (isDown(facts, view)) return { view, how: 'down', sure: true };
  return isIn(unreadyContainers(facts), view) ? { view, how: 'unready', sure: true } : null;
};

/** Nobody says whose a port is, and one container alone is down. */
const guessed = (facts: Facts, others: readonly ContainerView[], { port }: Door): Sibling | null => {
  const [view, ...more] = port === null ? [] : others.filter((one) => isDown(facts, one));
  return view === undefined || more.length > 0 ? null : { view, how: 'down', sure: false };
};

/** The container of the same pod that should serve a door for `asker`, and is not there to do it; null where none is. */
export const absentSibling = (facts: Facts, asker: ContainerView, door: Door): Sibling | null => {
  if (declaresPort(asker, door.port)) return null;
  const others = containersOf(asker.pod).filter(({ name, role }) => role !== 'init' && name !== asker.name);
  const keepers = keepersOf(facts, asker, others, door);
  if (keepers.length === 0) return asker.role === 'init' ? null : guessed(facts, others, door);
  const states = keepers.map((view) => stateOf(facts, asker, view));
  const [first] = states;
  // One of them that is well may be the one.
  if (first === undefined || first === null || states.includes(null)) return null;
  return { ...first, sure: states.length === 1 };
};

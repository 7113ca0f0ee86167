import type { Door } from './doors.ts';
import { failingRuns } from './exits.ts';
import type { Facts } from './facts.ts';
import { takesWrites } from './mounted-paths.ts';
import { containersOf } from './pods.ts';
import type { ContainerView } from './pods.ts';
import { probedBy } from './probed-ports.ts';
import { sameRef } from './refs.ts';
import { spokenBy } from './spoken.ts';
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

const wordsOf = ({ spec }: ContainerView): string =>
  [...(spec?.command ?? []), ...(spec?.args ?? [])].join(' ');

const servesPort = ({ spec, ...view }: ContainerView, port: number): boolean =>
  spec !== undefined &&
  ((spec.ports ?? []).some(({ containerPort }) => containerPort === port) ||
    probedBy(spec).includes(port) ||
    new RegExp(String.raw`[:= ]${port}(?![\d.])`).test(wordsOf({ spec, ...view })));

/** The volume in which a path lies, where a container mounts one there that can be written to. */
const volumeAt = ({ pod, spec }: ContainerView, path: string): string | undefined => {
  const name = (spec?.volumeMounts ?? []).find(({ mountPath }) =>
    path.startsWith(`${mountPath?.replace(/\/$/, '') ?? '\n'}/`),
  )?.name;
  const volume = pod.spec?.volumes?.find((one) => one.name === name);
  return volume !== undefined && takesWrites(volume) ? name : undefined;
};

const mounts = ({ spec }: ContainerView, volume: string | undefined): boolean =>
  volume !== undefined && (spec?.volumeMounts ?? []).some(({ name }) => name === volume);

/** It names the socket in its command or its log, or shares the volume in which the socket lies. */
const servesSocket = (facts: Facts, asker: ContainerView, view: ContainerView, path: string): boolean =>
  wordsOf(view).includes(path) ||
  mounts(view, volumeAt(asker, path)) ||
  (spokenBy(facts, view)?.log.lines ?? []).some((line) => line.includes(path));

/** Whose a door is by the declaration or the log; the asker's own doors lead to nobody else. */
const serves = (facts: Facts, asker: ContainerView, view: ContainerView, { host, port }: Door): boolean =>
  port === null ? servesSocket(facts, asker, view, host) : servesPort(view, port);

const ownsPort = ({ spec }: ContainerView, port: number | null): boolean =>
  (spec?.ports ?? []).some(({ containerPort }) => port !== null && containerPort === port);

/** Nobody says whose a port is, and one container alone is down. */
const guessed = (facts: Facts, others: readonly ContainerView[], { port }: Door): Sibling | null => {
  const [view, ...more] = port === null ? [] : others.filter((one) => isDown(facts, one));
  return view === undefined || more.length > 0 ? null : { view, how: 'down', sure: false };
};

/** The container of the same pod that should serve a door for `asker`, and is not there to do it; null where none is. */
export const absentSibling = (facts: Facts, asker: ContainerView, door: Door): Sibling | null => {
  if (ownsPort(asker, door.port)) return null;
  const others = containersOf(asker.pod).filter(({ name, role }) => role !== 'init' && name !== asker.name);
  const serving = others.filter((view) => serves(facts, asker, view, door));
  if (serving.length === 0) return asker.role === 'init' ? null : guessed(facts, others, door);
  const states = serving.map((view) => stateOf(facts, asker, view));
  // One of them that is well may be the one.
  return states.includes(null) ? null : (states[0] ?? null);
};

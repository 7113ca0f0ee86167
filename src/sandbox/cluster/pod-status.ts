import type { Container, Pod } from '../../facts/objects.ts';
import { shiftTimes } from './replay.ts';

export type PodStatus = NonNullable<Pod['status']>;

/** What a new pod will turn into: ready, without its image, or broken as another pod is. */
export type Outcome = { type: 'ready' } | { type: 'no-image'; image: string } | { type: 'like'; pod: Pod };

/** Without fractions, as Kubernetes writes it. */
export const stamp = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z');

export const isReady = (pod: Pod): boolean =>
  pod.metadata?.deletionTimestamp === undefined &&
  (pod.status?.conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'True');

const conditions = (ready: boolean, at: string): NonNullable<PodStatus['conditions']> =>
  ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => {
    const good = ready || !['Ready', 'ContainersReady'].includes(type);
    return {
      type,
      status: good ? 'True' : 'False',
      lastTransitionTime: at,
      ...(good ? {} : { reason: 'ContainersNotReady', message: 'containers are not ready' }),
    };
  });

const waiting = (container: Container, reason: string, message?: string) => ({
  name: container.name,
  image: container.image,
  imageID: '',
  ready: false,
  started: false,
  restartCount: 0,
  state: { waiting: { reason, ...(message === undefined ? {} : { message }) } },
});

/** A pod that was just put on its node. */
export const startingStatus = (containers: readonly Container[], at: Date): PodStatus => ({
  phase: 'Pending',
  startTime: stamp(at),
  conditions: conditions(false, stamp(at)),
  containerStatuses: containers.map((container) => waiting(container, 'ContainerCreating')),
});

const likeStatus = (pod: Pod, created: Date, at: Date): PodStatus => {
  const began = Date.parse(pod.metadata?.creationTimestamp ?? '');
  const status: PodStatus = { ...pod.status };
  if (Number.isNaN(began)) return status;
  // What happened to the model over an hour happened to the copy just now: no time may lie ahead.
  for (const [key, field] of Object.entries(status))
    Reflect.set(status, key, shiftTimes(field, created.getTime() - began, at.getTime()));
  for (const container of status.containerStatuses ?? [])
    container.restartCount = Math.min(container.restartCount ?? 0, 1);
  return status;
};

/** The status of a pod once it has settled. */
export const settledStatus = (
  outcome: Outcome,
  containers: readonly Container[],
  created: Date,
  at: Date,
): PodStatus => {
  if (outcome.type === 'like') return likeStatus(outcome.pod, created, at);
  const begun = { startTime: stamp(created), hostIP: '192.168.77.2' };
  if (outcome.type === 'no-image') {
    const message = `Back-off pulling image "${outcome.image}": ErrImagePull: ${outcome.image}: not found`;
    return {
      ...begun,
      phase: 'Pending',
      conditions: conditions(false, stamp(at)),
      containerStatuses: containers.map((container) => waiting(container, 'ImagePullBackOff', message)),
    };
  }
  return {
    ...begun,
    phase: 'Running',
    podIP: `10.244.0.${20 + (at.getTime() % 200)}`,
    conditions: conditions(true, stamp(at)),
    containerStatuses: containers.map(({ name, image }) => ({
      name,
      image,
      imageID: '',
      ready: true,
      started: true,
      restartCount: 0,
      state: { running: { startedAt: stamp(at) } },
    })),
  };
};

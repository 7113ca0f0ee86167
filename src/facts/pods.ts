import type { ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import type { Container, ContainerStatus, ObjectOf, Pod } from './objects.ts';
import { budgetSeconds } from './probes.ts';
import { refOf } from './refs.ts';

/**
 * One container of a pod, its declaration beside its status. A `sidecar` is an init container with
 * `restartPolicy: Always`; https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export type ContainerView = {
  pod: Pod;
  ref: ObjectRef;
  role: 'init' | 'sidecar' | 'app';
  name: string;
  spec: Container | undefined;
  status: ContainerStatus | undefined;
};

/** All containers of a pod in the order in which they start: those without a status yet, and those of which only that is known. */
export const containersOf = once((pod: Pod): ContainerView[] => {
  const ref = refOf('Pod', pod);
  const view = (
    role: 'init' | 'app',
    specs: Container[] = [],
    statuses: ContainerStatus[] = [],
  ): ContainerView[] => [
    ...specs.map((spec) => ({
      pod,
      ref,
      role: role === 'init' && spec.restartPolicy === 'Always' ? ('sidecar' as const) : role,
      name: spec.name ?? '',
      spec,
      status: statuses.find((status) => status.name === spec.name),
    })),
    ...statuses
      .filter((status) => !specs.some(({ name }) => name === status.name))
      .map((status) => ({ pod, ref, role, name: status.name ?? '', spec: undefined, status })),
  ];
  return [
    ...view('init', pod.spec?.initContainers, pod.status?.initContainerStatuses),
    ...view('app', pod.spec?.containers, pod.status?.containerStatuses),
  ];
});

/** How sentences name a container: `container app`, `init container migrate`. */
export const containerTitle = (view: ContainerView): string =>
  view.role === 'app'
    ? `container ${view.name}`
    : `${view.role === 'init' ? 'init container' : 'sidecar'} ${view.name}`;

/**
 * The pods whose containers can still matter: not deleted, not drained or preempted on purpose, not succeeded, and not
 * failed as a whole (evicted, past their deadline, refused by the node).
 */
export const livePods = once((facts: Facts): Pod[] =>
  facts.objects.Pod.filter(
    (pod) =>
      pod.metadata?.deletionTimestamp === undefined && pod.status?.phase !== 'Succeeded' && !isDisrupted(pod),
  ),
);

const isDisrupted = (pod: Pod): boolean =>
  conditionOf(pod, 'DisruptionTarget')?.status === 'True' ||
  (pod.status?.phase === 'Failed' && pod.status.reason !== undefined);

/** No container has started, and none waits for anything but its volumes and its sandbox. */
export const isBeingCreated = (pod: Pod): boolean =>
  containersOf(pod).every(
    ({ status }) => status === undefined || patient.includes(status.state?.waiting?.reason ?? ''),
  );

type PodCondition = NonNullable<NonNullable<Pod['status']>['conditions']>[number];

export const conditionOf = (pod: Pod, type: string): PodCondition | undefined =>
  pod.status?.conditions?.find((condition) => condition.type === type);

export const isReady = (pod: Pod): boolean => conditionOf(pod, 'Ready')?.status === 'True';

/** Whether a pod is on a node: exports may leave out which, and then what only the kubelet writes tells. */
export const isPlaced = (pod: Pod): boolean =>
  pod.spec?.nodeName !== undefined ||
  conditionOf(pod, 'PodScheduled')?.status === 'True' ||
  pod.status?.phase === 'Running' ||
  pod.status?.startTime !== undefined ||
  [...(pod.status?.containerStatuses ?? []), ...(pod.status?.initContainerStatuses ?? [])].length > 0;

/** Whether a pod tells nothing of itself, or only that it runs: exports may leave out the rest of its status. */
export const isSilent = (pod: Pod): boolean =>
  [undefined, 'Running'].includes(pod.status?.phase) &&
  (pod.status?.conditions ?? []).length === 0 &&
  (pod.status?.containerStatuses ?? []).length === 0;

/** The owner that controls an object: its name and kind, or undefined for a bare one. */
export const controllerOf = (object: {
  metadata?: Pod['metadata'] | undefined;
}): { kind: string; name: string; uid: string } | undefined => {
  const owner = object.metadata?.ownerReferences?.find((reference) => reference.controller === true);
  return owner === undefined
    ? undefined
    : { kind: owner.kind ?? '', name: owner.name ?? '', uid: owner.uid ?? '' };
};

/** The number that an Indexed Job gives its pod, which is in its name as well. */
const completionIndex = 'batch.kubernetes.io/job-completion-index';

/** The name that the pods of one owner begin with: exports may leave `generateName` out. */
const stemOf = ({ metadata }: Pod): string => {
  const { generateName, name = '' } = metadata ?? {};
  const owner = `${controllerOf({ metadata })?.name ?? name}-`;
  return generateName ?? (name.startsWith(owner) ? owner : name);
};

/** What the pods of one template share, for fingerprints: replicas of one workload fail alike. */
export const familyOf = (pod: Pod): string => {
  const { metadata } = pod;
  const name = stemOf(pod);
  const index = metadata?.labels?.[completionIndex];
  return `${metadata?.namespace ?? ''} ${index === undefined ? name : name.replace(`-${index}-`, '-')}`;
};

/** Pulling, starting and first probes take their time: until then a pod that is not ready is merely young. */
export const youthMs = 2 * 60 * 1000;

/** How long a pod has been started, or has been waiting to be; milliseconds. */
export const ageMs = (facts: Facts, pod: Pod): number =>
  Date.parse(facts.now) - Date.parse(pod.status?.startTime ?? pod.metadata?.creationTimestamp ?? facts.now);

const patient = ['ContainerCreating', 'PodInitializing'];

/** A container that runs and is not ready yet, within the time that its own probes give it from its start. */
const isInItsTime = (facts: Facts, { spec, status }: ContainerView): boolean => {
  const since = status?.state?.running?.startedAt;
  const probe = (status?.started === false ? spec?.startupProbe : undefined) ?? spec?.readinessProbe;
  if (since === undefined || probe === undefined) return false;
  return Date.parse(facts.now) - Date.parse(since) < budgetSeconds(probe) * 1000;
};

/** Every container that is not ready is still in the time that its probes give it. */
const isStarting = (facts: Facts, pod: Pod): boolean => {
  const open = containersOf(pod).filter(({ role, status }) => role !== 'init' && status?.ready !== true);
  return open.length > 0 && open.every((view) => isInItsTime(facts, view));
};

/** True where a pod that is not ready shows more than youth: it waits in an error, was restarted, or takes too long. */
export const isTroubled = (facts: Facts, pod: Pod): boolean =>
  !isReady(pod) &&
  ((ageMs(facts, pod) > youthMs && !isStarting(facts, pod)) ||
    containersOf(pod).some(
      ({ status }) =>
        (status?.restartCount ?? 0) > 0 ||
        (status?.state?.waiting !== undefined && !patient.includes(status.state.waiting.reason ?? '')),
    ));

/** The containers of all pods that can still matter. */
export const liveContainers = once((facts: Facts): ContainerView[] =>
  livePods(facts).flatMap((pod) => containersOf(pod)),
);

/** The log of a container as collected: the previous run before the current one. */
export const logOf = (facts: Facts, view: ContainerView): Facts['logs'][number] | undefined =>
  facts.logs
    .filter(
      (log) =>
        log.namespace === view.ref.namespace && log.pod === view.ref.name && log.container === view.name,
    )
    .toSorted((a, b) => Number(b.previous) - Number(a.previous))[0];

/** The last run of a container that ended: what it is now, or what it was before the restart. */
export const lastEnd = (status: ContainerStatus | undefined) =>
  status?.state?.terminated ?? status?.lastState?.terminated;

export type EndedRun = NonNullable<ReturnType<typeof lastEnd>>;
export type Template = NonNullable<NonNullable<ObjectOf['ReplicaSet']['spec']>['template']>;

import type { ObjectRef } from '../answer.ts';
import { wasListed } from './absence.ts';
import { templateLabels } from './controller-labels.ts';
import { fromEndpoints, managedBy, ownerLabel } from './endpoint-labels.ts';
import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import type { ObjectOf, Pod } from './objects.ts';
import { controllerOf } from './pods.ts';
import { refOf } from './refs.ts';
import { matchesMap, noLabels } from './selectors.ts';
import type { Labels } from './selectors.ts';

export type Service = ObjectOf['Service'];

/**
 * Services whose endpoints live in other clusters, so that none here is no fault.
 * https://docs.cilium.io/en/stable/network/clustermesh/services/,
 * https://linkerd.io/2/features/multicluster/, https://multicluster.sigs.k8s.io/concepts/multicluster-services-api/
 */
export const isServedElsewhere = ({ metadata }: Service): boolean =>
  metadata?.annotations?.['service.cilium.io/global'] === 'true' ||
  metadata?.annotations?.['io.cilium/global-service'] === 'true' ||
  Object.keys(metadata?.labels ?? {}).some((label) => label.startsWith('mirror.linkerd.io/')) ||
  metadata?.ownerReferences?.some(({ kind }) => kind === 'ServiceImport') === true;

export const isHeadless = ({ spec }: Service): boolean => spec?.clusterIP === 'None';

const isSelecting = ({ spec, metadata }: Service): boolean =>
  spec?.type !== 'ExternalName' &&
  metadata?.deletionTimestamp === undefined &&
  Object.keys(spec?.selector ?? {}).length > 0;

/** Services that find their pods by a selector. Without one, endpoints are somebody else's duty. */
export const selectingServices = once((facts: Facts): Service[] => facts.objects.Service.filter(isSelecting));

/** Anything that lives in a namespace. */
export type Placed = { metadata?: { namespace?: string | undefined } | undefined };

const servicesByNamespace = once((facts: Facts) =>
  Map.groupBy(facts.objects.Service, ({ metadata }) => metadata?.namespace ?? ''),
);

/** The Services of the namespace that a Service or Ingress is in. */
export const servicesAround = (facts: Facts, { metadata }: Placed): Service[] =>
  servicesByNamespace(facts).get(metadata?.namespace ?? '') ?? [];

const labelKey = (namespace: string | undefined, key: string, value: string | undefined): string =>
  `${namespace ?? ''}\n${key}=${value ?? ''}`;

const podsByLabel = once((facts: Facts): Map<string, Pod[]> => {
  const index = new Map<string, Pod[]>();
  for (const pod of facts.objects.Pod)
    for (const [key, value] of Object.entries(pod.metadata?.labels ?? {})) {
      const place = labelKey(pod.metadata?.namespace, key, value);
      const known = index.get(place);
      if (known === undefined) index.set(place, [pod]);
      else known.push(pod);
    }
  return index;
});

const podsByNamespace = once((facts: Facts) =>
  Map.groupBy(facts.objects.Pod, ({ metadata }) => metadata?.namespace ?? ''),
);

/** The pods of the namespace that a Service or policy is in. */
export const podsAround = (facts: Facts, { metadata }: Placed): Pod[] =>
  podsByNamespace(facts).get(metadata?.namespace ?? '') ?? [];

const behind = once((_facts: Facts) => new Map<Service, Pod[]>());

/** The pods behind a Service, finished ones left out. */
export const podsBehind = (facts: Facts, service: Service): Pod[] => {
  const known = behind(facts).get(service);
  if (known !== undefined) return known;
  const [first] = Object.entries(service.spec?.selector ?? {});
  const some =
    first === undefined ? [] : podsByLabel(facts).get(labelKey(service.metadata?.namespace, ...first));
  const pods = (some ?? []).filter(
    ({ metadata, status }) =>
      matchesMap(service.spec?.selector, metadata?.labels) &&
      status?.phase !== 'Succeeded' &&
      status?.phase !== 'Failed',
  );
  behind(facts).set(service, pods);
  return pods;
};

type Slice = ObjectOf['EndpointSlice'];
export type Endpoint = NonNullable<NonNullable<Slice['endpoints']>[number]>;

const slicesByService = once((facts: Facts) =>
  Map.groupBy(
    facts.objects.EndpointSlice,
    ({ metadata }) => `${metadata?.namespace ?? ''}/${metadata?.labels?.[ownerLabel] ?? ''}`,
  ),
);

/** The EndpointSlices of a Service, or what Endpoints say; of a Service without a selector somebody else writes them. */
export const slicesOf = (facts: Facts, { metadata }: Service): Slice[] => {
  const slices = slicesByService(facts).get(`${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`) ?? [];
  const own = slices.filter((slice) => slice.metadata?.labels?.[managedBy] !== fromEndpoints);
  return own.length > 0 ? own : slices;
};

/** An endpoint that is not said to be unready is ready. */
const isReadyEndpoint = ({ conditions }: Endpoint): boolean => conditions?.ready !== false;

/** https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#terminating */
const stillServes = ({ conditions }: Endpoint): boolean =>
  conditions?.terminating === true && conditions.serving === true;

/**
 * The endpoints that traffic is sent to, or null where no EndpointSlice of the Service was read: the ready ones, and
 * where there are none those that end and still serve.
 */
export const readyEndpoints = (facts: Facts, service: Service): number | null => {
  const slices = slicesOf(facts, service);
  if (slices.length === 0) return null;
  const endpoints = slices.flatMap((slice) => slice.endpoints ?? []);
  return endpoints.filter(isReadyEndpoint).length || endpoints.filter(stillServes).length;
};

/** The EndpointSlices of a namespace were read to their end, so that what they lack is not there. */
export const sawSlices = (facts: Facts, { metadata }: Service): boolean =>
  wasListed(facts, 'EndpointSlice', metadata?.namespace ?? null);

/** A workload whose pods a Service would find; `replicas` is how many it is to have, null where that is not a number. */
export type Backer = { ref: ObjectRef; labels: Labels; replicas: number | null; born: string | undefined };

const templates = once((facts: Facts): Backer[] => [
  ...(['Deployment', 'StatefulSet'] as const).flatMap((kind) =>
    facts.objects[kind].map((one) => ({
      ref: refOf(kind, one),
      labels: one.spec?.template?.metadata?.labels ?? noLabels,
      replicas: one.spec?.replicas ?? 1,
      born: one.metadata?.creationTimestamp,
    })),
  ),
  ...facts.objects.DaemonSet.map((one) => ({
    ref: refOf('DaemonSet', one),
    labels: one.spec?.template?.metadata?.labels ?? noLabels,
    replicas: one.status?.desiredNumberScheduled ?? null,
    born: one.metadata?.creationTimestamp,
  })),
  // A Deployment's old ReplicaSets carry the labels of old; those of other owners speak for their owner.
  ...facts.objects.ReplicaSet.filter((one) => controllerOf(one)?.kind !== 'Deployment').map((one) => ({
    ref: refOf('ReplicaSet', one),
    labels: one.spec?.template?.metadata?.labels ?? noLabels,
    replicas: one.spec?.replicas ?? 1,
    born: one.metadata?.creationTimestamp,
  })),
  ...facts.objects.Job.map((one) => ({
    ref: refOf('Job', one),
    labels: one.spec?.template?.metadata?.labels ?? noLabels,
    replicas: null,
    born: one.metadata?.creationTimestamp,
  })),
  ...facts.objects.CronJob.map((one) => ({
    ref: refOf('CronJob', one),
    labels: one.spec?.jobTemplate?.spec?.template?.metadata?.labels ?? noLabels,
    replicas: null,
    born: one.metadata?.creationTimestamp,
  })),
]);

const templatesByNamespace = once((facts: Facts) =>
  Map.groupBy(templates(facts), ({ ref }) => ref.namespace ?? ''),
);

/** The workloads in the namespace that a Service or policy is in. */
export const workloadsAround = (facts: Facts, { metadata }: Placed): Backer[] =>
  templatesByNamespace(facts).get(metadata?.namespace ?? '') ?? [];

const podName = 'statefulset.kubernetes.io/pod-name';

/** The workloads whose pods the Service would find, if they had any. */
export const backersOf = (facts: Facts, service: Service): Backer[] => {
  const { selector = {} } = service.spec ?? {};
  const declared = templateLabels(selector);
  const pod = selector[podName];
  return workloadsAround(facts, service).filter(
    ({ ref, labels }) =>
      (pod === undefined || pod.replace(/-\d+$/, '') === ref.name) &&
      (Object.keys(declared).length > 0 ? matchesMap(declared, labels) : pod !== undefined),
  );
};

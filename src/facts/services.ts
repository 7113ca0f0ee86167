import type { Facts } from './facts.ts';
import type { ObjectOf, Pod } from './objects.ts';
import { matchesMap } from './selectors.ts';

export type Service = ObjectOf['Service'];

/** Services that find their pods by a selector. Without one, endpoints are somebody else's duty. */
export const selectingServices = (facts: Facts): Service[] =>
  facts.objects.Service.filter(
    ({ spec, metadata }) =>
      spec?.type !== 'ExternalName' &&
      metadata?.deletionTimestamp === undefined &&
      Object.keys(spec?.selector ?? {}).length > 0,
  );

const inNamespace = (facts: Facts, service: Service): Pod[] =>
  facts.objects.Pod.filter(({ metadata }) => metadata?.namespace === service.metadata?.namespace);

/** The pods behind a Service, finished ones left out. */
export const podsBehind = (facts: Facts, service: Service): Pod[] =>
  inNamespace(facts, service).filter(
    ({ metadata, status }) =>
      matchesMap(service.spec?.selector, metadata?.labels) &&
      status?.phase !== 'Succeeded' &&
      status?.phase !== 'Failed',
  );

/** The endpoints that the control plane counts as ready, or null where no EndpointSlice of the Service was read. */
export const readyEndpoints = (facts: Facts, service: Service): number | null => {
  const slices = facts.objects.EndpointSlice.filter(
    ({ metadata }) =>
      metadata?.namespace === service.metadata?.namespace &&
      metadata?.labels?.['kubernetes.io/service-name'] === service.metadata?.name,
  );
  if (slices.length === 0) return null;
  return slices
    .flatMap(({ endpoints }) => endpoints ?? [])
    .filter(({ conditions }) => conditions?.ready !== false).length;
};

/** The label sets that running pods and the templates of workloads carry in a Service's namespace. */
export const labelsAround = (
  facts: Facts,
  service: Service,
): { owner: string; labels: { [key: string]: string | undefined } }[] => {
  const pods = inNamespace(facts, service).map(({ metadata }) => ({
    owner: `pod ${metadata?.name ?? ''}`,
    labels: metadata?.labels ?? {},
  }));
  const workloads = (['Deployment', 'StatefulSet', 'DaemonSet'] as const).flatMap((kind) =>
    facts.objects[kind]
      .filter(({ metadata }) => metadata?.namespace === service.metadata?.namespace)
      .map(({ metadata, spec }) => ({
        owner: `${kind} ${metadata?.name ?? ''}`,
        labels: spec?.template?.metadata?.labels ?? {},
      })),
  );
  return [...workloads, ...pods];
};

import { fromEndpoints, managedBy, ownerLabel } from '../facts/endpoint-labels.ts';
import { isFields } from './wire.ts';

type Fields = Record<string, unknown>;

const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

/** Where the kinds of the group that came before all others went: https://kubernetes.io/docs/reference/using-api/deprecation-guide/ */
const moved: Readonly<Record<string, string>> = {
  Ingress: 'networking.k8s.io/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  Deployment: 'apps/v1',
  DaemonSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
};

const backendOf = ({ serviceName, servicePort, ...rest }: Fields): Fields => {
  if (serviceName === undefined) return rest;
  const port = typeof servicePort === 'number' ? { number: servicePort } : { name: servicePort };
  return { ...rest, service: { name: serviceName, port } };
};

/** Before v1 a backend named its Service and port in two fields, and the default one was `spec.backend`. */
const reshapeIngress = (ingress: Fields): void => {
  const { spec } = ingress;
  if (!isFields(spec)) return;
  if (isFields(spec['backend'])) spec['defaultBackend'] ??= backendOf(spec['backend']);
  for (const rule of listOf(spec['rules']))
    for (const path of listOf(isFields(rule['http']) ? rule['http']['paths'] : undefined))
      if (isFields(path['backend'])) path['backend'] = backendOf(path['backend']);
};

/** `events.k8s.io` names the same fields otherwise: https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/ */
const reshapeEvent = (event: Fields): void => {
  event['apiVersion'] = 'v1';
  event['involvedObject'] ??= event['regarding'];
  event['message'] ??= event['note'];
  event['count'] ??= event['deprecatedCount'];
  event['firstTimestamp'] ??= event['deprecatedFirstTimestamp'];
  event['lastTimestamp'] ??= event['deprecatedLastTimestamp'];
  event['source'] ??= event['deprecatedSource'];
};

/** In autoscaling/v1 conditions were kept in an annotation, as JSON. */
const reshapeScaler = ({ metadata, status }: Fields): void => {
  const annotations = isFields(metadata) ? metadata['annotations'] : undefined;
  const kept = isFields(annotations) ? annotations['autoscaling.alpha.kubernetes.io/conditions'] : undefined;
  if (typeof kept !== 'string' || !isFields(status) || status['conditions'] !== undefined) return;
  try {
    const conditions: unknown = JSON.parse(kept);
    if (Array.isArray(conditions)) status['conditions'] = conditions;
  } catch {
    // Somebody else's text: then there are no conditions.
  }
};

const endpointOf = ({ ip, ...rest }: Fields, ready: boolean): Fields => ({
  ...rest,
  addresses: [ip],
  conditions: { ready },
});

/**
 * Endpoints became EndpointSlices of the Service they bear the name of: one slice for all their subsets.
 * https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#comparison-with-endpoints
 */
const reshapeEndpoints = (object: Fields): void => {
  const subsets = listOf(object['subsets']);
  delete object['subsets'];
  const { metadata } = object;
  const own = isFields(metadata) ? metadata : {};
  Object.assign(object, {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      ...own,
      labels: {
        ...(isFields(own['labels']) ? own['labels'] : {}),
        [ownerLabel]: own['name'],
        [managedBy]: fromEndpoints,
      },
    },
    endpoints: subsets.flatMap(({ addresses, notReadyAddresses }) => [
      ...listOf(addresses).map((one) => endpointOf(one, true)),
      ...listOf(notReadyAddresses).map((one) => endpointOf(one, false)),
    ]),
    ports: subsets.flatMap(({ ports }) => listOf(ports)),
  });
};

/** Before v1 a request of a claim named its device class itself, without `exactly`. */
const reshapeResourceClaim = ({ spec }: Fields): void => {
  const devices = isFields(spec) ? spec['devices'] : undefined;
  for (const request of listOf(isFields(devices) ? devices['requests'] : undefined)) {
    if (request['deviceClassName'] === undefined || request['exactly'] !== undefined) continue;
    const { name: _, ...asked } = request;
    request['exactly'] = asked;
  }
};

/** Brings an object that is written in an older shape of the API into today's, in place. */
export const renew = (object: Fields): void => {
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return;
  if (apiVersion.startsWith('extensions/') && Object.hasOwn(moved, kind)) object['apiVersion'] = moved[kind];
  if (kind === 'Event' && apiVersion.startsWith('events.k8s.io/')) reshapeEvent(object);
  if (kind === 'Ingress' && /^(?:extensions|networking\.k8s\.io)\/v1beta1$/.test(apiVersion))
    reshapeIngress(object);
  if (kind === 'Endpoints' && apiVersion === 'v1') reshapeEndpoints(object);
  if (kind === 'ResourceClaim' && /^resource\.k8s\.io\/v1beta1$/.test(apiVersion))
    reshapeResourceClaim(object);
  if (kind === 'HorizontalPodAutoscaler' && apiVersion === 'autoscaling/v1') reshapeScaler(object);
};

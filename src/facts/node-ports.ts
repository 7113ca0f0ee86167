import type { ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import { isReady } from './pods.ts';
import { refOf } from './refs.ts';
import { podsBehind, readyEndpoints } from './services.ts';
import type { Service } from './services.ts';

/** A port on a node that should lead to ready pods: the nodePort of a Service, or the hostPort of a pod there. */
export type NodePort = {
  node: ObjectRef;
  address: string;
  port: number;
  owner: ObjectRef;
  field: 'nodePort' | 'hostPort';
};

/** The nodes by their addresses, as they and their pods tell. */
const nodesByAddress = once((facts: Facts): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const { spec, status } of facts.objects.Pod)
    if (spec?.nodeName !== undefined && status?.hostIP !== undefined) found.set(status.hostIP, spec.nodeName);
  for (const { metadata, status } of facts.objects.Node)
    for (const { address, type } of status?.addresses ?? [])
      if (address !== undefined && type !== 'Hostname') found.set(address, metadata?.name ?? '');
  return found;
});

/** The name of the node that has an address; undefined where none that was read has it. */
export const nodeAt = (facts: Facts, address: string): string | undefined =>
  nodesByAddress(facts).get(address);

/** With the policy Local a node answers for the endpoints on itself alone. */
const endpointsFor = (facts: Facts, service: Service, node: string): number =>
  service.spec?.externalTrafficPolicy === 'Local'
    ? podsBehind(facts, service).filter((pod) => isReady(pod) && pod.spec?.nodeName === node).length
    : (readyEndpoints(facts, service) ?? podsBehind(facts, service).filter(isReady).length);

const served = (facts: Facts, node: string, port: number): ObjectRef[] =>
  facts.objects.Service.filter(
    (service) =>
      (service.spec?.ports ?? []).some(({ nodePort }) => nodePort === port) &&
      endpointsFor(facts, service, node) > 0,
  ).map((service) => refOf('Service', service));

const hosted = (facts: Facts, node: string, port: number): ObjectRef[] =>
  facts.objects.Pod.filter(
    (pod) =>
      pod.spec?.nodeName === node &&
      isReady(pod) &&
      (pod.spec.containers ?? []).some(
        ({ ports }) => ports?.some(({ hostPort }) => hostPort === port) === true,
      ),
  ).map((pod) => refOf('Pod', pod));

/** What an address and port mean where they are those of a node, and what is behind is ready; else null. */
export const nodePortAt = (facts: Facts, address: string, port: number | null): NodePort | null => {
  const name = nodeAt(facts, address);
  if (name === undefined || port === null) return null;
  const node = { kind: 'Node', namespace: null, name };
  const [service] = served(facts, name, port);
  if (service !== undefined) return { node, address, port, owner: service, field: 'nodePort' };
  const [pod] = hosted(facts, name, port);
  return pod === undefined ? null : { node, address, port, owner: pod, field: 'hostPort' };
};

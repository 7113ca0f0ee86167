import type { ObjectRef } from '../answer.ts';
import { isAbsent, wasListed } from './absence.ts';
import { isOuterAddress } from './addresses.ts';
import type { Facts } from './facts.ts';
import { isAddress, isLoopback, looksInternal, plainHost, serviceNames } from './host-names.ts';
import type { ServiceName } from './host-names.ts';
import { once } from './memo.ts';
import { nearest } from './near.ts';
import { nodeAt } from './node-ports.ts';
import type { Pod } from './objects.ts';
import { refOf } from './refs.ts';
import type { Service } from './services.ts';

/** Who stands behind a host name or address that a pod talks to. */
export type Peer =
  | { type: 'service'; ref: ObjectRef; service: Service }
  | { type: 'pod'; ref: ObjectRef; pod: Pod }
  /** A name that only a Service could have, and there is none. `elsewhere` are namespaces that have one of that name. */
  | { type: 'absent'; ref: ObjectRef; elsewhere: string[]; near: string[] }
  | { type: 'self' }
  /** `address` is null where a name stands for it. */
  | { type: 'outside'; address: string | null }
  /** A name that a Service has, or where it is not `sure` may have, of which nothing was read. */
  | { type: 'unread'; ref: ObjectRef; sure: boolean }
  /** An address that a pod or a Service may have, and none that was read does; `node` is the node that has it. */
  | { type: 'unknown'; node: string | null };

const named = once(
  (facts: Facts) =>
    new Map(
      facts.objects.Service.map((service) => [
        `${service.metadata?.namespace ?? ''}/${service.metadata?.name ?? ''}`,
        service,
      ]),
    ),
);

const addressed = once((facts: Facts) => {
  const index = new Map<string, Service | Pod>();
  for (const pod of facts.objects.Pod)
    if (pod.spec?.hostNetwork !== true)
      for (const { ip } of [...(pod.status?.podIPs ?? []), { ip: pod.status?.podIP }])
        if (ip !== undefined) index.set(ip, pod);
  for (const service of facts.objects.Service)
    for (const ip of [...(service.spec?.clusterIPs ?? []), service.spec?.clusterIP])
      if (ip !== undefined && ip !== 'None' && ip !== '') index.set(ip, service);
  return index;
});

const isService = (object: Service | Pod): object is Service => 'clusterIP' in (object.spec ?? {});

const atAddress = (facts: Facts, address: string): Peer => {
  const found = addressed(facts).get(address);
  if (found === undefined)
    return isOuterAddress(address)
      ? { type: 'outside', address }
      : { type: 'unknown', node: nodeAt(facts, address) ?? null };
  return isService(found)
    ? { type: 'service', ref: refOf('Service', found), service: found }
    : { type: 'pod', ref: refOf('Pod', found), pod: found };
};

/** Namespaces of which something was read. */
const knownNamespaces = once(
  (facts: Facts) =>
    new Set(
      [...facts.objects.Service, ...facts.objects.Pod].flatMap(({ metadata }) => metadata?.namespace ?? []),
    ),
);

const podOf = (facts: Facts, { namespace, pod: name }: ServiceName): Pod | undefined =>
  name === null
    ? undefined
    : facts.objects.Pod.find(({ metadata }) => metadata?.namespace === namespace && metadata.name === name);

const absentService = (facts: Facts, { namespace, name }: ServiceName): Peer => {
  const others = facts.objects.Service.filter(({ metadata }) => metadata?.name === name);
  const siblings = facts.objects.Service.filter(({ metadata }) => metadata?.namespace === namespace);
  return {
    type: 'absent',
    ref: { kind: 'Service', namespace, name },
    elsewhere: others.flatMap(({ metadata }) => metadata?.namespace ?? []).toSorted(),
    near: nearest(
      name,
      siblings.flatMap(({ metadata }) => metadata?.name ?? []),
    ),
  };
};

const unread = ({ namespace, name, sure }: ServiceName): Peer => ({
  type: 'unread',
  ref: { kind: 'Service', namespace, name },
  sure,
});

/** A name that could as well be one of the world outside: what it looks like decides. */
const unreadOr = (name: ServiceName | undefined, own: string, host: string): Peer =>
  name === undefined || name.namespace === own || !looksInternal(host)
    ? { type: 'outside', address: null }
    : unread(name);

/** What a host is for a pod: a Service or pod that was read, one that does not exist, or something outside. */
export const peerOf = (facts: Facts, pod: Pod, host: string): Peer => {
  const own = pod.metadata?.namespace ?? '';
  const asked = plainHost(host);
  const alias = (pod.spec?.hostAliases ?? []).find(
    ({ hostnames }) => hostnames?.includes(asked) === true,
  )?.ip;
  const plain = alias ?? asked;
  if (isLoopback(plain)) return { type: 'self' };
  if (isAddress(plain)) return atAddress(facts, plain);
  const names = serviceNames(plain, own);
  for (const name of names) {
    const service = named(facts).get(`${name.namespace}/${name.name}`);
    if (service === undefined) continue;
    const one = podOf(facts, name);
    return one === undefined
      ? { type: 'service', ref: refOf('Service', service), service }
      : { type: 'pod', ref: refOf('Pod', one), pod: one };
  }
  const missing =
    names.find(({ sure }) => sure) ??
    names.find(({ namespace }) => namespace !== own && knownNamespaces(facts).has(namespace));
  if (missing === undefined) return unreadOr(names[0], own, plain);
  const seen = isAbsent(facts, 'Service', missing) || wasListed(facts, 'Service', missing.namespace);
  return seen ? absentService(facts, missing) : unread(missing);
};

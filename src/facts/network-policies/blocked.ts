import type { Facts } from '../facts.ts';
import type { Pod } from '../objects.ts';
import type { Peer } from '../peers.ts';
import { isReady } from '../pods.ts';
import { podsBehind } from '../services.ts';
import type { Service } from '../services.ts';
import { meantBy, protocolOf, targetOf } from '../target-ports.ts';
import { blockBetween, blockedDns, blockedOut } from './connection.ts';
import type { Block } from './connection.ts';

/** The ports of one pod that a Service's port leads to; null stands for any. */
const doorsOf = (
  service: Service,
  pod: Pod,
  port: number | null,
): { port: number | null; protocol: string }[] => {
  const ports = (service.spec?.ports ?? []).filter((one) => port === null || one.port === port);
  return ports.map((one) => {
    const target = targetOf(one);
    const number = typeof target === 'number' ? target : (meantBy(one, pod)[0]?.containerPort ?? null);
    return { port: port === null ? null : number, protocol: protocolOf(one) };
  });
};

const toService = (facts: Facts, from: Pod, service: Service, port: number | null): Block | null => {
  const pods = podsBehind(facts, service).filter(isReady);
  const blocks = pods.flatMap((pod) => {
    const doors = doorsOf(service, pod, port);
    const shut = doors.flatMap((door) => blockBetween(facts, from, pod, door.port, door.protocol) ?? []);
    return doors.length > 0 && shut.length === doors.length ? shut.slice(0, 1) : [];
  });
  return pods.length > 0 && blocks.length === pods.length ? (blocks[0] ?? null) : null;
};

/**
 * The policies that keep a pod from a peer, or from resolving its name (`unnamed`), as far as they were read. Whether the
 * network plugin enforces them, and whether it has policies of its own kind, the API does not say.
 */
export const blockTo = (
  facts: Facts,
  from: Pod,
  peer: Peer,
  port: number | null,
  unnamed: boolean,
): Block | null => {
  if (facts.objects.NetworkPolicy.length === 0) return null;
  if (unnamed) return blockedDns(facts, from);
  switch (peer.type) {
    case 'service':
      return toService(facts, from, peer.service, port);
    case 'pod':
      return blockBetween(facts, from, peer.pod, port, 'TCP');
    case 'outside':
      return blockedOut(facts, from, peer, { port, protocol: 'TCP', pod: null });
    case 'absent':
    case 'unread':
    case 'self':
    case 'unknown':
      return null;
  }
};

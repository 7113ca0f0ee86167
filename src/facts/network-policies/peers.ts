import { isInBlock } from '../addresses.ts';
import type { Facts } from '../facts.ts';
import type { Pod } from '../objects.ts';
import { matches } from '../selectors.ts';
import type { LabelSelector, Labels } from '../selectors.ts';
import type { NetworkPolicy, Peer, PolicyPort, Rule } from './policies.ts';
import { peersOf } from './policies.ts';

/** The other end of a connection: a pod, or one that is known by labels alone. */
export type Inside = { namespace: string; labels: Labels; pod: Pod | null };

/** An end, or something outside the cluster; `address` is null where it is known by name alone. */
export type End = Inside | { address: string | null };

/** Where it cannot be told, a rule is taken to let through: what is not known to be shut is no finding. */
type Told = 'yes' | 'no' | 'unknown';

const nameLabel = 'kubernetes.io/metadata.name';

/** Every namespace has its name as a label; its other labels are known only where it was read. */
const namespaceFits = (facts: Facts, selector: LabelSelector, namespace: string): Told => {
  const read = facts.objects.Namespace.find(({ metadata }) => metadata?.name === namespace);
  const labels = { ...read?.metadata?.labels, [nameLabel]: namespace };
  if (matches(selector, labels)) return 'yes';
  const keys = [
    ...Object.keys(selector.matchLabels ?? {}),
    ...(selector.matchExpressions ?? []).map(({ key }) => key ?? ''),
  ];
  return read !== undefined || keys.every((key) => key === nameLabel) ? 'no' : 'unknown';
};

const blockFits = ({ cidr, except = [] }: NonNullable<Peer['ipBlock']>, end: End): Told => {
  // Whether a block of addresses holds for pods is up to the network plugin.
  if (!('address' in end) || end.address === null || cidr === undefined) return 'unknown';
  const { address } = end;
  return isInBlock(address, cidr) && !except.some((hole) => isInBlock(address, hole)) ? 'yes' : 'no';
};

const peerFits = (facts: Facts, policy: NetworkPolicy, peer: Peer, end: End): Told => {
  if (peer.ipBlock !== undefined) return blockFits(peer.ipBlock, end);
  if ('address' in end) return 'no';
  const home =
    peer.namespaceSelector === undefined
      ? policy.metadata?.namespace === end.namespace
        ? 'yes'
        : 'no'
      : namespaceFits(facts, peer.namespaceSelector, end.namespace);
  if (home === 'no') return 'no';
  return peer.podSelector === undefined || matches(peer.podSelector, end.labels) ? home : 'no';
};

/** Whether a rule is about the other end at all, whatever the port. */
export const ruleMeets = (facts: Facts, policy: NetworkPolicy, rule: Rule, end: End): boolean => {
  const peers = peersOf(rule);
  return peers.length === 0 || peers.some((peer) => peerFits(facts, policy, peer, end) !== 'no');
};

/** The port that a connection goes to: that of the pod, not that of the Service before it. */
export type Door = { port: number | null; protocol: string; pod: Pod | null };

const opens = ({ port, endPort, protocol }: PolicyPort, door: Door): boolean => {
  if ((protocol ?? 'TCP') !== door.protocol) return false;
  if (port === undefined || door.port === null) return true;
  if (typeof port === 'number') return door.port >= port && door.port <= (endPort ?? port);
  if (door.pod === null) return true;
  return (door.pod.spec?.containers ?? []).some((container) =>
    (container.ports ?? []).some(({ name, containerPort }) => name === port && containerPort === door.port),
  );
};

/** Whether a rule lets connections to a port through, whoever makes them. */
export const ruleOpens = ({ ports }: Rule, door: Door): boolean =>
  (ports ?? []).length === 0 || (ports ?? []).some((port) => opens(port, door));

import type { ObjectRef } from '../answer.ts';
import { wasListed } from './absence.ts';
import { dnsState } from './cluster-dns.ts';
import type { DnsState } from './cluster-dns.ts';
import type { Facts } from './facts.ts';
import { blockTo } from './network-policies/blocked.ts';
import type { Block } from './network-policies/connection.ts';
import { nodePortAt } from './node-ports.ts';
import type { Pod } from './objects.ts';
import { peerOf } from './peers.ts';
import type { Peer } from './peers.ts';
import { isReady } from './pods.ts';
import { refOf } from './refs.ts';
import { backersOf, isHeadless, podsBehind, readyEndpoints, sawSlices, slicesOf } from './services.ts';
import type { Backer, Service } from './services.ts';
import type { Sibling } from './siblings.ts';

/** What is wrong with something that a pod needs and cannot reach; the first six are seen, the rest is what is left. */
export type Verdict =
  | { state: 'not-ready'; ready: number; total: number }
  | { state: 'no-pods'; backers: Backer[] }
  | { state: 'absent'; elsewhere: string[]; near: string[] }
  | { state: 'wrong-port'; served: string[] }
  | { state: 'dns-down'; dns: DnsState }
  | { state: 'blocked'; block: Block }
  /** The name should resolve by all that was seen; `dns` is null where no DNS of the cluster was found. */
  | { state: 'dns-doubtful'; dns: DnsState | null }
  | { state: 'answers'; since: string | null; pods: number }
  | { state: 'self' }
  /** Another container of the pod should serve it for `asker`. */
  | { state: 'sibling'; sibling: Sibling; asker: string }
  | { state: 'outside' }
  /** Nothing was read of it; `denied` where the DNS says that there is no such name. */
  | { state: 'unread'; sure: boolean; denied: boolean }
  | { state: 'unknown'; node: string | null };

export type Dependency = {
  host: string;
  port: number | null;
  peer: Peer;
  verdict: Verdict;
  follows: ObjectRef[];
};

/** Whether a verdict alone shows that the dependency is broken, whatever a log says. */
export const isBroken = ({ verdict }: Dependency): boolean =>
  ['not-ready', 'no-pods', 'absent', 'wrong-port', 'dns-down', 'blocked', 'sibling'].includes(verdict.state);

const readySince = (pods: readonly Pod[]): string | null =>
  pods
    .flatMap(
      (pod) =>
        pod.status?.conditions?.find(({ type, status }) => type === 'Ready' && status === 'True')
          ?.lastTransitionTime ?? [],
    )
    .toSorted()[0] ?? null;

const ofService = (facts: Facts, service: Service, port: number | null): Verdict => {
  if (service.spec?.type === 'ExternalName') return { state: 'outside' };
  const pods = podsBehind(facts, service);
  const ready = readyEndpoints(facts, service) ?? pods.filter(isReady).length;
  const selects = Object.keys(service.spec?.selector ?? {}).length > 0;
  if (ready === 0 && service.spec?.publishNotReadyAddresses !== true) {
    if (pods.length > 0) return { state: 'not-ready', ready, total: pods.length };
    if (selects && !wasListed(facts, 'Pod', service.metadata?.namespace ?? null))
      return { state: 'unread', sure: true, denied: false };
    if (selects) return { state: 'no-pods', backers: backersOf(facts, service) };
    return sawSlices(facts, service) || slicesOf(facts, service).length > 0
      ? { state: 'not-ready', ready, total: 0 }
      : { state: 'unread', sure: true, denied: false };
  }
  const served = (service.spec?.ports ?? []).flatMap((one) => one.port ?? []);
  if (port !== null && !isHeadless(service) && served.length > 0 && !served.includes(port))
    return { state: 'wrong-port', served: served.map(String) };
  return { state: 'answers', since: readySince(pods), pods: ready };
};

const ofPeer = (facts: Facts, peer: Peer, port: number | null): Verdict => {
  switch (peer.type) {
    case 'service':
      return ofService(facts, peer.service, port);
    case 'pod':
      return isReady(peer.pod)
        ? { state: 'answers', since: readySince([peer.pod]), pods: 1 }
        : { state: 'not-ready', ready: 0, total: 1 };
    case 'absent':
      return { state: 'absent', elsewhere: peer.elsewhere, near: peer.near };
    case 'unread':
      return { state: 'unread', sure: peer.sure, denied: false };
    case 'unknown':
      return { state: 'unknown', node: peer.node };
    case 'self':
    case 'outside':
      return { state: peer.type };
  }
};

/** How a name failed: it is `unknown` to the DNS, or the DNS itself gave no answer (`unanswered`); null where it resolved. */
export type NameFailure = 'unknown' | 'unanswered' | null;

/** A name that did not resolve: the cluster's DNS may be at fault, unless there is nothing of that name. */
const unresolved = (facts: Facts, peer: Peer, verdict: Verdict, failure: NameFailure): Verdict => {
  if (failure === null || verdict.state === 'absent' || peer.type === 'self') return verdict;
  const dns = dnsState(facts);
  if (dns?.ready === 0) return { state: 'dns-down', dns };
  if (failure === 'unanswered') return { state: 'dns-doubtful', dns };
  if (verdict.state === 'unread') return { ...verdict, denied: true };
  // The name of a headless Service stands for its ready pods: without one it does not resolve.
  const empty = peer.type === 'service' && isHeadless(peer.service) && verdict.state !== 'answers';
  return (peer.type === 'service' || peer.type === 'pod') && !empty
    ? { state: 'dns-doubtful', dns }
    : verdict;
};

/** What answers others, and what stands outside, can be shut off from this pod by policies. */
const shutOff = (
  facts: Facts,
  pod: Pod,
  { peer, port, failure, found }: { peer: Peer; port: number | null; failure: NameFailure; found: Verdict },
): Verdict => {
  if (!['answers', 'outside', 'unread', 'unknown', 'dns-doubtful'].includes(found.state)) return found;
  // Whoever says that a name from outside does not exist has answered.
  if (failure === 'unknown' && peer.type !== 'service') return found;
  const block = blockTo(facts, pod, peer, port, failure !== null);
  return block === null ? found : { state: 'blocked', block };
};

/** What a pod asks for: a host by name or address, and the `address` that was dialled for the name. */
type Asked = { host: string; port: number | null; failure: NameFailure; address?: string | undefined };

/** Where the name alone does not tell who is meant, the address that it stood for may. */
const peerAt = (facts: Facts, pod: Pod, { host, address }: Asked): Peer => {
  const peer = peerOf(facts, pod, host);
  if (address === undefined || (peer.type !== 'outside' && peer.type !== 'unread')) return peer;
  const dialled = peerOf(facts, pod, address);
  if (dialled.type === 'service' || dialled.type === 'pod') return dialled;
  return peer.type === 'outside' ? { type: 'outside', address } : peer;
};

/**
 * What a host and port that a pod asks for come to. `failure` tells whether the name did not resolve, rather
 * than that nobody answered.
 */
export const dependency = (facts: Facts, pod: Pod, asked: Asked): Dependency => {
  const { host, port, failure } = asked;
  const peer = peerAt(facts, pod, asked);
  const known = ofPeer(facts, peer, port);
  const found = unresolved(facts, peer, known, failure);
  const verdict = shutOff(facts, pod, { peer, port, failure, found });
  const door = nodePortAt(facts, host, port);
  const own = door === null ? ('ref' in peer && peer.type !== 'unread' ? [peer.ref] : []) : [door.node];
  const backers = verdict.state === 'no-pods' ? verdict.backers.map(({ ref }) => ref) : [];
  const follows =
    verdict.state === 'dns-down'
      ? [verdict.dns.ref]
      : verdict.state === 'blocked'
        ? [refOf('NetworkPolicy', verdict.block.policies[0])]
        : [...own, ...backers];
  return { host, port, peer, verdict, follows };
};

/** How sentences name a Service: with its namespace where that is not the asker's. */
export const serviceTitle = (ref: ObjectRef, own: string | null): string =>
  `${ref.kind} ${ref.name}${ref.namespace === own ? '' : ` in namespace ${ref.namespace ?? ''}`}`;

import type { Facts } from '../facts.ts';
import { once } from '../memo.ts';
import type { Pod } from '../objects.ts';
import { noLabels } from '../selectors.ts';
import { ruleMeets, ruleOpens } from './peers.ts';
import type { Door, End, Inside } from './peers.ts';
import { policiesOn, rulesOf } from './policies.ts';
import type { Direction, NetworkPolicy, Rule } from './policies.ts';

/**
 * Why policies do not let a connection through: on whose side, which of them (the one whose rules come nearest first),
 * and those of its rules that let the other end through at other ports; a rule for DNS alone is none of them.
 */
export type Block = {
  side: Direction;
  policies: [NetworkPolicy, ...NetworkPolicy[]];
  elsewhere: Rule[];
};

/** Whether a rule lets only DNS through. */
const isForDns = ({ ports = [] }: Rule): boolean =>
  ports.length > 0 && ports.every(({ port }) => port === 53);

const judge = (facts: Facts, pod: Pod, side: Direction, end: End, door: Door): Block | null => {
  const policies = policiesOn(facts, pod, side);
  const through = policies.some((policy) =>
    rulesOf(policy, side).some((rule) => ruleMeets(facts, policy, rule, end) && ruleOpens(rule, door)),
  );
  if (policies.length === 0 || through) return null;
  const elsewhere = (policy: NetworkPolicy): Rule[] =>
    rulesOf(policy, side).filter((rule) => !isForDns(rule) && ruleMeets(facts, policy, rule, end));
  const rank = (policy: NetworkPolicy): number =>
    elsewhere(policy).length > 0 ? 0 : rulesOf(policy, side).length > 0 ? 1 : 2;
  const [first, ...more] = policies.toSorted((a, b) => rank(a) - rank(b));
  return first === undefined ? null : { side, policies: [first, ...more], elsewhere: elsewhere(first) };
};

const endOf = (pod: Pod): Inside => ({
  namespace: pod.metadata?.namespace ?? '',
  labels: pod.metadata?.labels ?? noLabels,
  pod,
});

/** Why a pod gets no connection out to an end, as far as the policies that were read say so. */
export const blockedOut = (facts: Facts, pod: Pod, end: End, door: Door): Block | null =>
  'pod' in end && end.pod === pod ? null : judge(facts, pod, 'Egress', end, door);

/** Why an end gets no connection in to a pod. */
const blockedIn = (facts: Facts, pod: Pod, end: Inside, door: Door): Block | null =>
  end.pod === pod || end.pod?.spec?.hostNetwork === true ? null : judge(facts, pod, 'Ingress', end, door);

/** Why a connection from one pod to another does not come about: its own policies first, then those of the other. */
export const blockBetween = (
  facts: Facts,
  from: Pod,
  to: Pod,
  port: number | null,
  protocol: string,
): Block | null => {
  if (from === to || from.spec?.hostNetwork === true || to.spec?.hostNetwork === true) return null;
  const door: Door = { port, protocol, pod: to };
  return blockedOut(facts, from, endOf(to), door) ?? blockedIn(facts, to, endOf(from), door);
};

/** The cluster's DNS as policies see it, where none of its pods was read. */
const dnsEnd: Inside = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, pod: null };

const dnsEnds = once(({ objects }: Facts): [Inside, ...Inside[]] => {
  const [first, ...more] = objects.Pod.filter(
    ({ metadata }) => metadata?.namespace === 'kube-system' && metadata.labels?.['k8s-app'] === 'kube-dns',
  ).map(endOf);
  return first === undefined ? [dnsEnd] : [first, ...more];
});

/**
 * Why a pod may not ask the cluster's DNS: nothing lets UDP port 53 out to it. Pods with name servers of their own ask
 * somebody else.
 */
export const blockedDns = (facts: Facts, pod: Pod): Block | null => {
  const { dnsPolicy = 'ClusterFirst' } = pod.spec ?? {};
  if (!dnsPolicy.startsWith('ClusterFirst')) return null;
  const ends = dnsEnds(facts);
  const blocks = ends.flatMap(
    (end) => blockedOut(facts, pod, end, { port: 53, protocol: 'UDP', pod: end.pod }) ?? [],
  );
  return blocks.length === ends.length ? (blocks[0] ?? null) : null;
};

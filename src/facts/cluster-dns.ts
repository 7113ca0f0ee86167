import type { ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import type { Pod } from './objects.ts';
import { isReady } from './pods.ts';
import { refOf } from './refs.ts';

/**
 * The Service that answers for names in nearly every cluster, CoreDNS too.
 * https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/
 */
export const dnsRef: ObjectRef = { kind: 'Service', namespace: 'kube-system', name: 'kube-dns' };

/** Label of the pods that answer for names, whatever they run. */
export const dnsLabel = { key: 'k8s-app', value: 'kube-dns' } as const;

/** The state of the cluster's DNS: its endpoints that are ready, and its pods. */
export type DnsState = { ref: ObjectRef; ready: number; pods: Pod[] };

/** Null where neither an EndpointSlice nor a pod of it was read: it may have another name, or not have been looked for. */
export const dnsState = once((facts: Facts): DnsState | null => {
  const slices = facts.objects.EndpointSlice.filter(
    ({ metadata }) =>
      metadata?.namespace === dnsRef.namespace &&
      metadata.labels?.['kubernetes.io/service-name'] === dnsRef.name,
  );
  const pods = facts.objects.Pod.filter(
    ({ metadata }) =>
      metadata?.namespace === dnsRef.namespace && metadata.labels?.[dnsLabel.key] === dnsLabel.value,
  );
  if (slices.length === 0 && pods.length === 0) return null;
  const endpoints = slices.flatMap((slice) => slice.endpoints ?? []);
  const ready =
    slices.length === 0
      ? pods.filter(isReady).length
      : endpoints.filter(({ conditions }) => conditions?.ready !== false).length;
  return { ref: dnsRef, ready, pods };
});

/** The pods that answer for names, as references. */
export const dnsPodRefs = ({ pods }: DnsState): ObjectRef[] => pods.map((pod) => refOf('Pod', pod));

/** A pod that answers for names, or one that is named as they are. */
export const answersNames = ({ metadata }: Pod): boolean =>
  metadata?.labels?.[dnsLabel.key] === dnsLabel.value || metadata?.name?.startsWith('coredns-') === true;

import { dnsLabel, dnsRef } from '../cluster-dns.ts';
import { mayLack } from '../suspects.ts';
import type { Wanting } from './want.ts';

/** Whether names resolve, where pods are in trouble that may have asked for one. */
export const clusterDns: Wanting = {
  id: 'cluster-dns',
  rights: [
    { kind: 'EndpointSlice', verb: 'list' },
    { kind: 'Pod', verb: 'list' },
  ],
  wants: ({ facts, pods }) =>
    pods.some((pod) => mayLack(facts, pod))
      ? [
          {
            read: 'list',
            kind: 'EndpointSlice',
            query: { namespace: dnsRef.namespace, labels: `kubernetes.io/service-name=${dnsRef.name}` },
            spare: true,
          },
          {
            read: 'list',
            kind: 'Pod',
            query: { namespace: dnsRef.namespace, labels: `${dnsLabel.key}=${dnsLabel.value}` },
            spare: true,
          },
        ]
      : [],
};

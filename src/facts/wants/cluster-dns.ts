import { answersNames, dnsLabel, dnsRef } from '../cluster-dns.ts';
import { containersOf } from '../pods.ts';
import { mayLack } from '../suspects.ts';
import type { Want, Wanting } from './want.ts';

const logsAtMost = 2;

const state: readonly Want[] = [
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
];

/** Whether names resolve, where pods are in trouble that may have asked for one; of the pods that answer, what they say. */
export const clusterDns: Wanting = {
  id: 'cluster-dns',
  rights: [
    { kind: 'EndpointSlice', verb: 'list' },
    { kind: 'Pod', verb: 'list' },
  ],
  wants: ({ facts, pods }) => {
    const logs = pods
      .filter(answersNames)
      .flatMap(containersOf)
      .filter(({ status }) => status?.state?.running !== undefined && status.ready === true)
      .map((view): Want => ({ read: 'log', view, previous: false, spare: true }));
    return [...logs.slice(0, logsAtMost), ...(pods.some((pod) => mayLack(facts, pod)) ? state : [])];
  },
};

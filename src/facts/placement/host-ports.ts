import type { ApiEvent } from '../events.ts';
import type { Facts } from '../facts.ts';
import { once } from '../memo.ts';
import type { Pod } from '../objects.ts';

type HostPort = { port: number; protocol: string; address: string };

const everywhere = ['', '0.0.0.0', '::'];

/** The ports of its node that a pod takes. */
export const hostPortsOf = once(({ spec }: Pod): HostPort[] =>
  [
    ...(spec?.containers ?? []),
    ...(spec?.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always'),
  ]
    .flatMap(({ ports }) => ports ?? [])
    .map(({ hostPort = 0, protocol = 'TCP', hostIP = '' }) => ({ port: hostPort, protocol, address: hostIP }))
    .filter(({ port }) => port > 0),
);

const clash = (a: HostPort, b: HostPort): boolean =>
  a.port === b.port &&
  a.protocol === b.protocol &&
  (a.address === b.address || everywhere.includes(a.address) || everywhere.includes(b.address));

/** The pods on a node that hold a host port that a pod asks for. */
export const portHolders = (pod: Pod, onNode: readonly Pod[]): { holder: Pod; port: HostPort }[] => {
  const asked = hostPortsOf(pod);
  if (asked.length === 0) return [];
  return onNode.flatMap((holder) => {
    const port = asked.find((one) => hostPortsOf(holder).some((held) => clash(one, held)));
    return port === undefined ? [] : [{ holder, port }];
  });
};

/** The pods that were pushed out of their node for another one, by the names that the events of the scheduler give. */
export const pushedOutFor = (facts: Facts, holder: Pod): { name: string; event: ApiEvent }[] =>
  facts.objects.Event.filter(
    ({ reason, message = '' }) =>
      reason === 'Preempted' &&
      holder.metadata?.uid !== undefined &&
      message.startsWith(`Preempted by pod ${holder.metadata.uid} `),
  ).map((event) => ({ name: event.involvedObject?.name ?? '', event }));

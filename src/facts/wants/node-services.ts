import { eventsOf } from '../events.ts';
import { refOf } from '../refs.ts';
import { mayLack } from '../suspects.ts';
import type { Want, Wanting } from './want.ts';

const nodesAtMost = 2;

/** Namespaces in which network plugins run that are not in kube-system. */
const homes = [
  { word: /calico/i, namespace: 'calico-system' },
  { word: /flannel/i, namespace: 'kube-flannel' },
] as const;

/**
 * Where pods on a node cannot be connected, or miss something: what keeps the network of the node going (the proxy of
 * Services and the network plugin), and when its kubelet was last heard of.
 */
export const nodeServices: Wanting = {
  id: 'node-services',
  rights: [
    { kind: 'Pod', verb: 'list' },
    { kind: 'Lease', verb: 'get' },
  ],
  wants: ({ facts, subject, pods }) => {
    const sentences = (pod: (typeof pods)[number]): string[] =>
      eventsOf(facts, refOf('Pod', pod), 'FailedCreatePodSandBox').flatMap(({ message }) => message ?? []);
    const unwell = pods.filter((pod) => mayLack(facts, pod) || sentences(pod).length > 0);
    const asked = subject.kind === 'Pod' ? pods : unwell;
    const nodesOf = (some: typeof pods): string[] => [
      ...new Set(some.flatMap((pod) => pod.spec?.nodeName ?? [])),
    ];
    const words = unwell.flatMap(sentences);
    const namespaces = [
      'kube-system',
      ...homes.filter(({ word }) => words.some((one) => word.test(one))).map(({ namespace }) => namespace),
    ];
    return [
      ...nodesOf(asked)
        .slice(0, nodesAtMost)
        .map((name): Want => ({
          read: 'get',
          kind: 'Lease',
          namespace: 'kube-node-lease',
          name,
          spare: true,
        })),
      ...nodesOf(unwell)
        .slice(0, nodesAtMost)
        .flatMap((node) =>
          namespaces.map((namespace): Want => ({
            read: 'list',
            kind: 'Pod',
            query: { namespace, fields: `spec.nodeName=${node}` },
            spare: true,
          })),
        ),
    ];
  },
};

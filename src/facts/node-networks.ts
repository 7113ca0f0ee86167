import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import type { Pod } from './objects.ts';
import { ageMs, controllerOf, isReady, livePods, youthMs } from './pods.ts';

/** What a pod of a node does for the node's network: Services lead somewhere, or pods are connected at all. */
export type NetworkDuty = 'proxy' | 'plugin';

/** The DaemonSets of widely used network plugins, by the names their own manifests give them. */
const plugins =
  /^(?:calico-node|canal|cilium(?!-operator|-envoy)|kube-flannel(?:-ds)?(?:-\w+)?|weave-net|aws-node|azure-cns|kindnet|kube-router|antrea-agent|ovnkube-node|kube-ovn-cni|multus|kube-multus-ds)(?:$|-[a-z0-9]{5}$)/;

const dutyOf = (pod: Pod): NetworkDuty | null => {
  const owner = controllerOf(pod);
  // What serves a node is made for it: by a DaemonSet, or by its kubelet from a file.
  if (owner !== undefined && owner.kind !== 'DaemonSet' && owner.kind !== 'Node') return null;
  const name = owner?.kind === 'DaemonSet' ? owner.name : (pod.metadata?.name ?? '');
  if (/^kube-proxy(?:$|-)/.test(name)) return 'proxy';
  return plugins.test(name) ? 'plugin' : null;
};

/** The pods that keep the network of their node going and are not ready, for longer than they are young. */
export const downNetworks = once((facts: Facts): { duty: NetworkDuty; pod: Pod; node: string }[] =>
  livePods(facts).flatMap((pod) => {
    const duty = dutyOf(pod);
    const node = pod.spec?.nodeName;
    return duty === null || node === undefined || isReady(pod) || ageMs(facts, pod) < youthMs
      ? []
      : [{ duty, pod, node }];
  }),
);

/** The pod of a node's proxy that is down: without it no Service can be reached from that node. */
export const downProxy = (facts: Facts, { spec }: Pod): Pod | undefined =>
  downNetworks(facts).find(({ duty, node }) => duty === 'proxy' && node === spec?.nodeName)?.pod;

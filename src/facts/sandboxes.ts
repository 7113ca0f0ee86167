import type { ObjectRef } from '../answer.ts';
import { eventsOf } from './events.ts';
import type { ApiEvent } from './events.ts';
import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import type { Pod } from './objects.ts';
import { conditionOf, controllerOf, isBeingCreated, isReady, livePods } from './pods.ts';
import { refOf } from './refs.ts';

/** Why the sandbox of a pod, its network and namespaces, cannot be made. */
export type SandboxProblem =
  | 'handler'
  | 'addresses'
  | 'memory'
  | 'disk-full'
  | 'pause-image'
  | 'plugin'
  | 'runtime'
  | 'other';

/** The sentences of containerd, CRI-O and the network plugins, the telling ones first. */
const sentences: readonly (readonly [SandboxProblem, RegExp])[] = [
  [
    'handler',
    /no runtime for "[^"]+" is configured|failed to find runtime handler|RuntimeHandler .* not supported|RuntimeClass.* not found|lookup RuntimeClass/i,
  ],
  ['memory', /OOM-killed|memory limit too low/],
  ['disk-full', /no space left on device/],
  [
    'addresses',
    /no (?:more )?(?:available )?ip ?(?:address(?:es)?|s)? (?:are |is )?(?:available|left)|failed to allocate for range|no available ip|no more ips|not enough ips|insufficient ?free ?addresses|failed to assign an ip address|no free affine blocks|assigned 0 out of \d+ requested|range is full|no addresses available|pool (?:is )?exhausted/i,
  ],
  ['pause-image', /sandbox image|get image .*pause|pull(?:ing)? image .*pause/i],
  [
    'plugin',
    /\bcni\b|network plugin|plugin type=|setup network for sandbox|networkPlugin|failed to find plugin/i,
  ],
  [
    'runtime',
    /\.sock|deadline exceeded|shim task|is reserved for|failed to reserve sandbox name|OCI runtime/i,
  ],
];

/** A pod whose sandbox cannot be made. `node` is empty where nothing names it; `said` is the last clause of the runtime, without ids. */
export type FailedSandbox = {
  pod: Pod;
  ref: ObjectRef;
  node: string;
  event: ApiEvent;
  problem: SandboxProblem;
  said: string;
};

const clauseOf = (message: string): string =>
  message
    .replaceAll(
      /\s?"?\b[0-9a-f]{32,}\b"?|rpc error: code = \w+ desc = |\(combined from similar events\): /g,
      '',
    )
    .replace(/^Failed to create pod sandbox: /, '')
    .split(': ')
    .slice(-2)
    .join(': ')
    .trim()
    .replace(/\]$/, '');

/** A sandbox that was made since shows in a condition of the pod, which the kubelet sets from Kubernetes 1.29 on. */
export const hasSandbox = (pod: Pod): boolean =>
  ['PodReadyToStartContainers', 'PodHasNetwork'].some((type) => conditionOf(pod, type)?.status === 'True');

export const failedSandboxes = once((facts: Facts): FailedSandbox[] =>
  livePods(facts).flatMap((pod): FailedSandbox[] => {
    if (!isBeingCreated(pod) || hasSandbox(pod)) return [];
    const ref = refOf('Pod', pod);
    const [event, later] = [
      eventsOf(facts, ref, 'FailedCreatePodSandBox')[0],
      eventsOf(facts, ref, 'FailedCreatePodSandBox', 'Pulling', 'Pulled', 'Created')[0],
    ];
    if (event === undefined || later !== event) return [];
    const message = event.message ?? '';
    const problem = sentences.find(([, pattern]) => pattern.test(message))?.[0] ?? 'other';
    const node = pod.spec?.nodeName ?? event.source?.host ?? '';
    return [{ pod, ref, node, event, problem, said: clauseOf(message) }];
  }),
);

/** The pods by which the common network plugins set up a node, by their names. */
const networkNames =
  /calico|canal|cilium|flannel|weave|aws-node|azure-cn|kindnet|antrea|kube-router|multus|ovn|openshift-sdn|\bsdn-|netd|kube-ovn|kilo|romana/i;

const networkPods = once((facts: Facts) =>
  Map.groupBy(
    facts.objects.Pod.filter(
      (pod) =>
        pod.spec?.hostNetwork === true &&
        controllerOf(pod)?.kind === 'DaemonSet' &&
        networkNames.test(pod.metadata?.name ?? ''),
    ),
    (pod) => pod.spec?.nodeName ?? '',
  ),
);

/** The pods of the network plugin on a node, and which of them are not ready. */
export const networkPodsOn = (facts: Facts, node: string): { all: Pod[]; unwell: Pod[] } => {
  const all = networkPods(facts).get(node) ?? [];
  return { all, unwell: all.filter((pod) => !isReady(pod)) };
};

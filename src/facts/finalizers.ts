import type { ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import type { ObjectOf } from './objects.ts';
import { refOf } from './refs.ts';

/**
 * Who removes a finalizer. `built-in`: kube-controller-manager. Else the words by which the workload of the controller
 * can be known; `title` names it where that is known.
 */
export type Keeper = { type: 'built-in' } | { type: 'controller'; title: string | null; words: string[] };

const builtIn =
  /^(?:foregroundDeletion|orphan|kubernetes|batch\.kubernetes\.io\/.*|kubernetes\.io\/.*|resource\.kubernetes\.io\/.*|customresourcecleanup\.apiextensions\.k8s\.io)$/;

/** Finalizers of well-known controllers, by how they begin or end, from their own documentation and code. */
const known: readonly { is: RegExp; title: string; words: string[] }[] = [
  {
    is: /^service\.kubernetes\.io\/load-balancer-cleanup$/,
    title: 'the cloud controller manager',
    words: ['cloud-controller'],
  },
  { is: /^external-attacher\//, title: 'the attacher of the CSI driver', words: ['csi'] },
  {
    is: /^external-provisioner\.volume\.kubernetes\.io\//,
    title: 'the provisioner of the CSI driver',
    words: ['csi', 'provisioner'],
  },
  { is: /^snapshot\.storage\.kubernetes\.io\//, title: 'the snapshot controller', words: ['snapshot'] },
  {
    is: /(?:^|\.)(?:elbv2|ingress|service)\.k8s\.aws\//,
    title: 'the AWS Load Balancer Controller',
    words: ['aws-load-balancer-controller'],
  },
  { is: /argocd\.argoproj\.io/, title: 'Argo CD', words: ['argocd'] },
  { is: /cert-manager\.io/, title: 'cert-manager', words: ['cert-manager'] },
  {
    is: /fluxcd\.io/,
    title: 'Flux',
    words: ['source-controller', 'kustomize-controller', 'helm-controller'],
  },
  { is: /keda\.sh/, title: 'KEDA', words: ['keda'] },
  { is: /karpenter\.sh/, title: 'Karpenter', words: ['karpenter'] },
  { is: /crossplane\.io/, title: 'Crossplane', words: ['crossplane'] },
  { is: /cattle\.io/, title: 'Rancher', words: ['rancher', 'cattle', 'fleet'] },
];

const common = new Set(
  'com org net dev sh io cloud k8s kubernetes finalizer finalizers controller operator example www app apps api'.split(
    ' ',
  ),
);

export const keeperOf = (finalizer: string): Keeper => {
  const one = known.find(({ is }) => is.test(finalizer));
  if (one !== undefined) return { type: 'controller', title: one.title, words: one.words };
  if (builtIn.test(finalizer)) return { type: 'built-in' };
  const domain = finalizer.split('/')[0] ?? '';
  const words = domain
    .toLowerCase()
    .split(/[.]/)
    .filter((word) => word.length >= 3 && !common.has(word));
  return { type: 'controller', title: null, words };
};

const workloads = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;
type Workload = ObjectOf[(typeof workloads)[number]];

const imagesOf = ({ spec }: Workload): string =>
  (spec?.template?.spec?.containers ?? [])
    .map(({ image }) => (image ?? '').split('/').at(-1) ?? '')
    .join(' ');

const readyOf = ({ status }: Workload): number =>
  status !== undefined && 'numberReady' in status
    ? (status.numberReady ?? 0)
    : status !== undefined && 'readyReplicas' in status
      ? (status.readyReplicas ?? 0)
      : 0;

/** What workloads that do the work of controllers are called. */
const controlling = /controller|operator|manager/;

/**
 * The workloads that bear one of the words in their name, namespace or images, and how many of their pods are ready. A word of
 * a domain is borne by many who have nothing to do with it: there it takes two, or the name of a controller.
 */
export const workloadsNamed = (
  facts: Facts,
  words: readonly string[],
  oneIsEnough = true,
): { ref: ObjectRef; ready: number }[] =>
  workloads.flatMap((kind) =>
    facts.objects[kind].flatMap((workload: Workload) => {
      const ref = refOf(kind, workload);
      const text = `${ref.namespace ?? ''}/${ref.name} ${imagesOf(workload)}`.toLowerCase();
      const borne = words.filter((word) => text.includes(word)).length;
      const isMeant = borne > 1 || (borne === 1 && (oneIsEnough || controlling.test(text)));
      return isMeant ? [{ ref, ready: readyOf(workload) }] : [];
    }),
  );

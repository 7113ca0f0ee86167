import { wasListed } from './absence.ts';
import type { Facts } from './facts.ts';
import type { Ingress } from './ingresses.ts';
import { classOf } from './ingresses.ts';
import type { ObjectOf, Pod } from './objects.ts';

export type IngressClass = ObjectOf['IngressClass'];

export const nameLabel = 'app.kubernetes.io/name';

/**
 * How the pods of well-known controllers are labelled (`app.kubernetes.io/name`), by the beginning of the controller's
 * name in an IngressClass; from their own charts and manifests.
 */
const known: readonly { controller: string; labels: readonly string[] }[] = [
  { controller: 'k8s.io/ingress-nginx', labels: ['ingress-nginx', 'rke2-ingress-nginx'] },
  { controller: 'nginx.org/ingress-controller', labels: ['nginx-ingress'] },
  { controller: 'traefik.io/ingress-controller', labels: ['traefik'] },
  { controller: 'haproxy.org/ingress-controller', labels: ['kubernetes-ingress'] },
  { controller: 'haproxy-ingress.github.io/controller', labels: ['haproxy-ingress'] },
  { controller: 'ingress.k8s.aws/alb', labels: ['aws-load-balancer-controller'] },
  { controller: 'ingress-controllers.konghq.com/kong', labels: ['kong', 'ingress', 'gateway-operator'] },
  { controller: 'projectcontour.io/', labels: ['contour'] },
];

/** What finds the pods of all of them in one list. */
export const controllerQuery = `${nameLabel} in (${known.flatMap(({ labels }) => labels).join(',')})`;

/** Whether the pods of all of them were read. */
export const sawControllers = (facts: Facts): boolean =>
  wasListed(facts, 'Pod', null) || wasListed(facts, 'Pod', null, controllerQuery);

/** The label values of the pods that stand for a controller, or null where it is not known how they are labelled. */
export const labelsOfController = ({ spec }: IngressClass): readonly string[] | null =>
  known.find(({ controller }) => spec?.controller?.startsWith(controller) === true)?.labels ?? null;

export const controllerPods = (facts: Facts, labels: readonly string[]): Pod[] =>
  facts.objects.Pod.filter(
    ({ metadata, status }) =>
      labels.includes(metadata?.labels?.[nameLabel] ?? '') &&
      status?.phase !== 'Succeeded' &&
      metadata?.deletionTimestamp === undefined,
  );

export const isDefaultClass = ({ metadata }: IngressClass): boolean =>
  metadata?.annotations?.['ingressclass.kubernetes.io/is-default-class'] === 'true';

/** The class that an Ingress is of, as far as it was read; one that names none gets the default when it is created. */
export const ingressClassOf = (facts: Facts, ingress: Ingress): IngressClass | undefined =>
  facts.objects.IngressClass.find(({ metadata }) => metadata?.name === classOf(ingress)?.name);

/**
 * Names that the cloud serves by themselves, without an IngressClass.
 * https://docs.cloud.google.com/kubernetes-engine/docs/concepts/ingress
 */
export const isBuiltIn = (name: string): boolean => /^gce(?:-internal)?$|^gce-multi-cluster/.test(name);

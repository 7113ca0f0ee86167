import type { ObjectRef } from '../answer.ts';
import { webhooksOf } from './admission-webhooks.ts';
import { troubleOf } from './autoscalers.ts';
import { claimNames } from './claims.ts';
import type { Facts } from './facts.ts';
import { helmMade, newestReleases } from './helm.ts';
import { classOf } from './ingresses.ts';
import { once } from './memo.ts';
import { apiServicesOf, metricsApiOf } from './metrics-apis.ts';
import type { ObjectOf, Pod } from './objects.ts';
import { namedBy } from './outside/edges.ts';
import { linkedTo } from './outside/links.ts';
import { refOfOutside } from './outside/refs.ts';
import { controllerOf } from './pods.ts';
import { refOf } from './refs.ts';
import { failedSandboxes, networkPodsOn } from './sandboxes.ts';
import { matches, matchesMap } from './selectors.ts';
import { backersOf, podsBehind } from './services.ts';

/** `from` stands on `to`: what is wrong with `to` can be why `from` is unwell. */
export type Edge = { from: ObjectRef; to: ObjectRef };

const owning = ['ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Pod'] as const;

const ownership = (facts: Facts): Edge[] =>
  owning.flatMap((kind) =>
    facts.objects[kind].flatMap((object) => {
      const to = refOf(kind, object);
      const owner = controllerOf(object);
      return owner === undefined
        ? []
        : [{ from: { kind: owner.kind, namespace: to.namespace, name: owner.name }, to }];
    }),
  );

/** What controls an object of a kind from outside Kubernetes, and what it names itself. */
const ofOutside = (facts: Facts): Edge[] =>
  facts.outside.flatMap((object) => {
    const ref = refOfOutside(object);
    const owner = controllerOf(object);
    const named = [...namedBy(object), ...linkedTo(facts, object)].map((to) => ({ from: ref, to }));
    return owner === undefined
      ? named
      : [...named, { from: { kind: owner.kind, namespace: ref.namespace, name: owner.name }, to: ref }];
  });

const ofPod = (pod: Pod): Edge[] => {
  const from = refOf('Pod', pod);
  const claims = claimNames(pod).map((name) => ({
    kind: 'PersistentVolumeClaim',
    namespace: from.namespace,
    name,
  }));
  const node = pod.spec?.nodeName;
  return [...claims, ...(node === undefined ? [] : [{ kind: 'Node', namespace: null, name: node }])].map(
    (to) => ({ from, to }),
  );
};

/** A pod whose sandbox cannot be made stands on what sets up the network of its node, where that is unwell. */
const ofSandboxes = (facts: Facts): Edge[] =>
  failedSandboxes(facts).flatMap(({ ref, node }) =>
    networkPodsOn(facts, node).unwell.map((pod) => ({ from: ref, to: refOf('Pod', pod) })),
  );

/** What a Helm release made stands on the state of the release. */
const ofHelm = (facts: Facts): Edge[] => {
  const releases = new Map(
    newestReleases(facts).map((one) => [`${one.namespace ?? ''}/${one.release}`, one.secret]),
  );
  return helmMade(facts).flatMap(({ ref, release, namespace }) => {
    const to = releases.get(`${namespace ?? ''}/${release}`);
    return to === undefined ? [] : [{ from: ref, to }];
  });
};

const ofClaim = (claim: ObjectOf['PersistentVolumeClaim']): Edge[] => {
  const from = refOf('PersistentVolumeClaim', claim);
  const { volumeName, storageClassName } = claim.spec ?? {};
  return [
    ...(volumeName === undefined
      ? []
      : [{ from, to: { kind: 'PersistentVolume', namespace: null, name: volumeName } }]),
    ...(storageClassName === undefined
      ? []
      : [{ from, to: { kind: 'StorageClass', namespace: null, name: storageClassName } }]),
  ];
};

const podsByNamespace = once((facts: Facts) =>
  Map.groupBy(facts.objects.Pod, ({ metadata }) => metadata?.namespace ?? ''),
);

const selected = (facts: Facts, from: ObjectRef, picks: (pod: Pod) => boolean): Edge[] =>
  (podsByNamespace(facts).get(from.namespace ?? '') ?? [])
    .filter(picks)
    .map((pod) => ({ from, to: refOf('Pod', pod) }));

const ofIngress = (ingress: ObjectOf['Ingress']): Edge[] => {
  const from = refOf('Ingress', ingress);
  const backends = [
    ingress.spec?.defaultBackend,
    ...(ingress.spec?.rules ?? []).flatMap((rule) => (rule.http?.paths ?? []).map((path) => path.backend)),
  ];
  const ingressClass = classOf(ingress);
  return [
    ...backends.flatMap((backend) => {
      const name = backend?.service?.name;
      return name === undefined ? [] : [{ from, to: { kind: 'Service', namespace: from.namespace, name } }];
    }),
    ...(ingressClass === null
      ? []
      : [{ from, to: { kind: 'IngressClass', namespace: null, name: ingressClass.name } }]),
  ];
};

/** Where a Service finds no pod, or fewer than it should: the workloads that make them. */
const ofShortService = (facts: Facts, service: ObjectOf['Service']): Edge[] => {
  if (Object.keys(service.spec?.selector ?? {}).length === 0) return [];
  const backers = backersOf(facts, service);
  const pods = podsBehind(facts, service).length;
  const wanted = backers.reduce((sum, { replicas }) => sum + (replicas ?? 0), 0);
  return pods === 0 || pods < wanted
    ? backers.map(({ ref }) => ({ from: refOf('Service', service), to: ref }))
    : [];
};

/** Every edge between the objects that were read: by owner references, selectors, and the names they hold. */
export const edges = once((facts: Facts): Edge[] => [
  ...ownership(facts),
  ...ofOutside(facts),
  ...ofHelm(facts),
  ...facts.objects.Pod.flatMap(ofPod),
  ...ofSandboxes(facts),
  ...facts.objects.PersistentVolumeClaim.flatMap(ofClaim),
  ...facts.objects.Ingress.flatMap(ofIngress),
  ...facts.objects.Service.flatMap((service) =>
    selected(facts, refOf('Service', service), (pod) =>
      matchesMap(service.spec?.selector, pod.metadata?.labels),
    ),
  ),
  ...facts.objects.Service.flatMap((service) => ofShortService(facts, service)),
  ...facts.objects.PodDisruptionBudget.flatMap((budget) =>
    selected(facts, refOf('PodDisruptionBudget', budget), (pod) =>
      matches(budget.spec?.selector, pod.metadata?.labels),
    ),
  ),
  ...facts.objects.HorizontalPodAutoscaler.flatMap((scaler) => {
    const from = refOf('HorizontalPodAutoscaler', scaler);
    const { kind, name } = scaler.spec?.scaleTargetRef ?? {};
    const trouble = troubleOf(scaler);
    const api = trouble?.about === 'metrics' ? metricsApiOf(trouble)?.group : undefined;
    return [
      ...(kind === undefined || name === undefined
        ? []
        : [{ from, to: { kind, namespace: from.namespace, name } }]),
      ...(api === undefined ? [] : apiServicesOf(facts, api)).map((to) => ({
        from,
        to: refOf('APIService', to),
      })),
    ];
  }),
  ...webhooksOf(facts).map(({ config, service }) => ({ from: config, to: service })),
  ...facts.objects.APIService.flatMap((served) => {
    const { name, namespace } = served.spec?.service ?? {};
    return name === undefined || namespace === undefined
      ? []
      : [{ from: refOf('APIService', served), to: { kind: 'Service', namespace, name } }];
  }),
]);

import { askedNames } from '../asked-names.ts';
import { missedPeers } from '../explanations.ts';
import type { Facts } from '../facts.ts';
import type { KindName, Metadata, ObjectOf } from '../objects.ts';
import { keyOf, nameOf, refOf } from '../refs.ts';
import type { Neighbourhood } from '../related.ts';
import { matches } from '../selectors.ts';
import type { ChangeSource, KnownChange } from './change.ts';
import { touches, writesOf } from './managers.ts';

/** Writes in the first seconds of an object belong to its making; a ConfigMap or Secret is made whole. */
const makingMs = (kind: KindName): number => (kind === 'ConfigMap' || kind === 'Secret' ? 1000 : 5000);

const edit = (kind: KindName, metadata: Metadata | undefined, ...paths: string[]): KnownChange[] => {
  const made = Date.parse(metadata?.creationTimestamp ?? '');
  const object = refOf(kind, { metadata });
  return writesOf(metadata)
    .filter((write) => touches(write, ...paths) && !(Date.parse(write.at) - made < makingMs(kind)))
    .slice(0, 1)
    .map(({ at, by }) => ({
      at,
      what: `${nameOf(object)} was edited`,
      by,
      object,
      rollout: null,
      edited: true as const,
    }));
};

/** An object that came later than all the pods' workloads could: it was made anew. */
const making = (kind: KindName, metadata: Metadata | undefined): KnownChange[] => {
  const object = refOf(kind, { metadata });
  const at = metadata?.creationTimestamp;
  const by = writesOf(metadata).at(-1)?.by ?? null;
  return at === undefined ? [] : [{ at, what: `${nameOf(object)} was created`, by, object, rollout: null }];
};

/** The oldest workload around: what is younger than it was added afterwards. */
const bornAt = (facts: Facts, { above, below }: Neighbourhood): string | undefined =>
  (['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Job', 'ReplicaSet', 'Pod'] as const)
    .flatMap((kind) =>
      facts.objects[kind].filter((object) => {
        const key = keyOf(refOf(kind, object));
        return above.has(key) || below.has(key);
      }),
    )
    .flatMap(({ metadata }) => metadata?.creationTimestamp ?? [])
    .toSorted()[0];

const valued: { readonly [K in 'ConfigMap' | 'Secret']: readonly string[] } = {
  ConfigMap: ['f:data', 'f:binaryData'],
  Secret: ['f:data', 'f:stringData', 'f:type'],
};

/** Edits of the ConfigMaps and Secrets that the pods read. */
export const configuration: ChangeSource = (facts, near) => {
  const pods = facts.objects.Pod.filter((pod) => near.below.has(keyOf(refOf('Pod', pod))));
  const asked = new Set(
    pods.flatMap((pod) =>
      askedNames(pod).map(({ kind, name }) =>
        keyOf({ kind, namespace: pod.metadata?.namespace ?? null, name }),
      ),
    ),
  );
  const born = bornAt(facts, near);
  return (['ConfigMap', 'Secret'] as const).flatMap((kind) =>
    facts.objects[kind]
      .filter((object) => asked.has(keyOf(refOf(kind, object))))
      .flatMap(({ metadata }) => [
        ...edit(kind, metadata, ...valued[kind]),
        ...(born !== undefined && (metadata?.creationTimestamp ?? '') > born ? making(kind, metadata) : []),
      ]),
  );
};

const paths: readonly KindName[] = ['Service', 'Ingress', 'HorizontalPodAutoscaler', 'PodDisruptionBudget'];
const bounds: readonly KindName[] = ['ResourceQuota', 'LimitRange'];

/** The policies that select the pods, and those that keep them from what they need. */
const policiesAround = (facts: Facts, { below }: Neighbourhood): ObjectOf['NetworkPolicy'][] => {
  const pods = facts.objects.Pod.filter((pod) => below.has(keyOf(refOf('Pod', pod))));
  const blocking = new Set(missedPeers(facts).flatMap(({ dependency }) => dependency.follows.map(keyOf)));
  return facts.objects.NetworkPolicy.filter(
    (policy) =>
      blocking.has(keyOf(refOf('NetworkPolicy', policy))) ||
      pods.some(
        ({ metadata }) =>
          metadata?.namespace === policy.metadata?.namespace &&
          matches(policy.spec?.podSelector ?? {}, metadata?.labels),
      ),
  );
};

/** Edits of what stands between the pods and their users, and of what bounds them: quotas, ranges, policies that select them. */
export const surroundings: ChangeSource = (facts, near) => {
  const born = bornAt(facts, near);
  const bound = (kind: KindName, metadata: Metadata | undefined): KnownChange[] => [
    ...edit(kind, metadata, 'f:spec'),
    ...(born !== undefined && (metadata?.creationTimestamp ?? '') > born ? making(kind, metadata) : []),
  ];
  return [
    ...paths.flatMap((kind) =>
      facts.objects[kind]
        .filter((object) => {
          const key = keyOf(refOf(kind, object));
          return near.above.has(key) || near.below.has(key);
        })
        .flatMap(({ metadata }) => edit(kind, metadata, 'f:spec')),
    ),
    ...bounds.flatMap((kind) => facts.objects[kind].flatMap(({ metadata }) => bound(kind, metadata))),
    ...policiesAround(facts, near).flatMap(({ metadata }) => bound('NetworkPolicy', metadata)),
  ];
};

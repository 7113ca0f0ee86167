import type { Evidence, ObjectRef } from '../answer.ts';
import { specEvidence, statusEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import { nearest } from './near.ts';
import type { Metadata, Pod } from './objects.ts';
import { containersOf, isReady } from './pods.ts';
import { refOf } from './refs.ts';

type Kind = 'ConfigMap' | 'Secret';

const placesOf = (facts: Facts, kind: Kind): (Metadata | undefined)[] =>
  facts.objects[kind].map(({ metadata }) => metadata);

/** Names close to a missing one in its namespace, nearest first. */
export const similarNames = (facts: Facts, kind: Kind, namespace: string | null, name: string): string[] =>
  nearest(
    name,
    placesOf(facts, kind).flatMap((place) => (place?.namespace === namespace ? (place?.name ?? []) : [])),
  );

/** Other namespaces that hold an object of this kind and name. */
export const otherNamespaces = (facts: Facts, kind: Kind, namespace: string | null, name: string): string[] =>
  placesOf(facts, kind)
    .flatMap((place) =>
      place?.name === name && place.namespace !== namespace ? (place.namespace ?? []) : [],
    )
    .slice(0, 3);

/** Every ConfigMap and Secret that a pod cannot start without, as `Kind/name`. */
const needsOf = (pod: Pod): string[] => {
  const environment = containersOf(pod).flatMap(({ spec }) => [
    ...(spec?.envFrom ?? []).flatMap(({ configMapRef, secretRef }) => [
      { kind: 'ConfigMap', ...configMapRef },
      { kind: 'Secret', ...secretRef },
    ]),
    ...(spec?.env ?? []).flatMap(({ valueFrom }) => [
      { kind: 'ConfigMap', ...valueFrom?.configMapKeyRef },
      { kind: 'Secret', ...valueFrom?.secretKeyRef },
    ]),
  ]);
  const volumes = (pod.spec?.volumes ?? []).flatMap(({ configMap, secret }) => [
    { kind: 'ConfigMap', ...configMap },
    { kind: 'Secret', ...secret, name: secret?.secretName },
  ]);
  return [...environment, ...volumes].flatMap(({ kind, name, optional }) =>
    name === undefined || optional === true ? [] : [`${kind}/${name}`],
  );
};

/** The pods that are ready, by what they could not have started without. */
const usersOf = once((facts: Facts): Map<string, Pod[]> => {
  const users = new Map<string, Pod[]>();
  for (const pod of facts.objects.Pod.filter(isReady))
    for (const need of new Set(needsOf(pod))) {
      const key = `${pod.metadata?.namespace ?? ''}/${need}`;
      users.set(key, [...(users.get(key) ?? []), pod]);
    }
  return users;
});

/** That a missing object was there when a pod which needs it started: it was deleted or renamed since. */
export const deletedEvidence = (
  facts: Facts,
  kind: Kind,
  namespace: string | null,
  name: string,
): Evidence[] => {
  const [pod] = (usersOf(facts).get(`${namespace ?? ''}/${kind}/${name}`) ?? []).toSorted((a, b) =>
    (b.status?.startTime ?? '').localeCompare(a.status?.startTime ?? ''),
  );
  const at = pod?.status?.startTime;
  return pod === undefined || at === undefined
    ? []
    : [
        statusEvidence(
          refOf('Pod', pod),
          `needs ${kind} ${name} too, and started: it was there then, and has been deleted or renamed since`,
          at,
        ),
      ];
};

/** What the names in sight tell about a missing object. */
export const namesakeEvidence = (facts: Facts, ref: ObjectRef, kind: Kind, name: string): Evidence[] => {
  const near = similarNames(facts, kind, ref.namespace, name);
  const elsewhere = otherNamespaces(facts, kind, ref.namespace, name);
  const other: Kind = kind === 'Secret' ? 'ConfigMap' : 'Secret';
  const mixed = placesOf(facts, other).some(
    (place) => place?.name === name && place.namespace === ref.namespace,
  );
  return [
    ...(near.length === 0
      ? []
      : [specEvidence(ref, `${kind}s with a similar name exist: ${near.join(', ')}`)]),
    ...(elsewhere.length === 0
      ? []
      : [specEvidence(ref, `a ${kind} ${name} exists in namespace ${elsewhere.join(', ')}`)]),
    ...(mixed ? [specEvidence(ref, `${name} exists as a ${other}`)] : []),
    ...deletedEvidence(facts, kind, ref.namespace, name),
  ];
};

import type { ObjectRef } from '../answer.ts';
import { isAbsent } from './absence.ts';
import { conditionNamed, scalersOf, targetOf } from './autoscalers.ts';
import { classOf as claimClassOf, pendingClaims } from './claims.ts';
import { eventsOf } from './events.ts';
import type { Facts } from './facts.ts';
import { isFromFiles } from './gaps.ts';
import { isBuiltIn } from './ingress-controllers.ts';
import { backendsOf, classOf, hasAddress, ingressesOf } from './ingresses.ts';
import { kinds } from './kinds.ts';
import { once } from './memo.ts';
import { referencesOutside } from './outside/references.ts';
import { refOfOutside } from './outside/refs.ts';
import { keyOf, refOf } from './refs.ts';

/** What one object names of another, and how a sentence says it: `Ingress web` `sends / to` `Service shop`. */
export type Reference = { from: ObjectRef; how: string; to: ObjectRef };

/** A reference to what files do not hold; `beside` are the names of its kind in its namespace that they do. */
export type Unheld = Reference & { beside: string[] };

const ofIngresses = (facts: Facts): Reference[] =>
  ingressesOf(facts).flatMap((ingress) => {
    const from = refOf('Ingress', ingress);
    const { namespace } = from;
    const named = classOf(ingress);
    return [
      ...backendsOf(ingress).map(({ at, service }) => ({
        from,
        how: `sends ${at} to`,
        to: { kind: 'Service', namespace, name: service },
      })),
      ...(ingress.spec?.tls ?? []).flatMap(({ secretName: name }) =>
        name === undefined || name === ''
          ? []
          : [{ from, how: 'takes a certificate from', to: { kind: 'Secret', namespace, name } }],
      ),
      // A controller that gave it an address knows its class.
      ...(named === null || named.by === 'annotation' || hasAddress(ingress) || isBuiltIn(named.name)
        ? []
        : [{ from, how: 'is of', to: { kind: 'IngressClass', namespace: null, name: named.name } }]),
    ];
  });

/** An autoscaler that could read the size of its target has one. */
const ofScalers = (facts: Facts): Reference[] =>
  scalersOf(facts)
    .filter((scaler) => conditionNamed(scaler, 'AbleToScale') === undefined && targetOf(scaler).name !== '')
    .map((scaler) => ({
      from: refOf('HorizontalPodAutoscaler', scaler),
      how: 'scales',
      to: targetOf(scaler),
    }));

const ofClaims = (facts: Facts): Reference[] =>
  pendingClaims(facts).flatMap((claim) => {
    const from = refOf('PersistentVolumeClaim', claim);
    const name = claimClassOf(claim) ?? '';
    // Its events say more.
    return name === '' || eventsOf(facts, from).length > 0
      ? []
      : [{ from, how: 'asks for', to: { kind: 'StorageClass', namespace: null, name } }];
  });

const ofDevices = (facts: Facts): Reference[] =>
  facts.objects.ResourceClaim.filter(({ status }) => status?.allocation === undefined).flatMap((claim) =>
    (claim.spec?.devices?.requests ?? [])
      .flatMap(({ exactly, firstAvailable }) => [exactly, ...(firstAvailable ?? [])])
      .flatMap((request) => request?.deviceClassName ?? [])
      .map((name) => ({
        from: refOf('ResourceClaim', claim),
        how: 'asks for',
        to: { kind: 'DeviceClass', namespace: null, name },
      })),
  );

/** Everything that was read of a kind in a namespace, by name. */
const held = once((facts: Facts) => {
  const refs = [
    ...kinds.flatMap(({ kind }) => facts.objects[kind].map((object) => refOf(kind, object))),
    ...facts.outside.map(refOfOutside),
  ];
  return Map.groupBy(refs, ({ kind, namespace }) => `${kind}/${namespace ?? ''}`);
});

const isKnownAbsent = (facts: Facts, { kind: name, ...place }: ObjectRef): boolean => {
  const kind = kinds.find((one) => one.kind === name)?.kind;
  return kind !== undefined && isAbsent(facts, kind, place);
};

/**
 * What objects in files name and the files do not hold. Nothing of a cluster: there what a list lacks does not exist,
 * which is told by causes of their own, as of a kind that files hold to its end.
 */
export const unheld = once((facts: Facts): Unheld[] => {
  if (!isFromFiles(facts)) return [];
  const all = [
    ...ofIngresses(facts),
    ...ofScalers(facts),
    ...ofClaims(facts),
    ...ofDevices(facts),
    ...referencesOutside(facts),
  ].map((one) => ({
    ...one,
    beside: (held(facts).get(`${one.to.kind}/${one.to.namespace ?? ''}`) ?? []).map(({ name }) => name),
  }));
  const open = all.filter(({ to, beside }) => !beside.includes(to.name) && !isKnownAbsent(facts, to));
  return [...new Map(open.map((one) => [`${keyOf(one.from)} ${keyOf(one.to)}`, one])).values()];
});

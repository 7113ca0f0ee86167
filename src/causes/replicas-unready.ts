import type { Evidence, ObjectRef } from '../answer.ts';
import { wasListed } from '../facts/absence.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { hasClock, unreadWords } from '../facts/gaps.ts';
import type { ObjectOf } from '../facts/objects.ts';
import { controllerOf, youthMs } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { matches } from '../facts/selectors.ts';
import type { LabelSelector } from '../facts/selectors.ts';
import type { Cause } from './cause.ts';

type Count = { object: ObjectRef; wanted: number; ready: number; born: string | undefined; said: Evidence[] };

/** None of the pods that the selector means was read, and there can be some. */
const areUnseen = (facts: Facts, { namespace }: ObjectRef, selector: LabelSelector | undefined): boolean =>
  !wasListed(facts, 'Pod', namespace) &&
  !facts.objects.Pod.some(
    ({ metadata }) => metadata?.namespace === namespace && matches(selector, metadata?.labels),
  );

type Condition = {
  type?: string | undefined;
  status?: string | undefined;
  reason?: string | undefined;
  message?: string | undefined;
  lastTransitionTime?: string | undefined;
};

const saidOf = (object: ObjectRef, conditions: readonly Condition[] = []): Evidence[] =>
  conditions
    .filter(({ status }) => status === 'False')
    .map(({ type, reason, message, lastTransitionTime }) =>
      statusEvidence(
        object,
        `${type ?? ''}: False (${reason ?? ''}): ${message ?? ''}`,
        lastTransitionTime ?? null,
      ),
    );

/** Of a ReplicaSet that a Deployment controls, the Deployment speaks where it was read, and else nobody. */
const isSpokenFor = (facts: Facts, set: ObjectOf['ReplicaSet']): boolean => {
  const owner = controllerOf(set);
  return (
    owner?.kind === 'Deployment' &&
    facts.objects.Deployment.some(
      ({ metadata }) => metadata?.name === owner.name && metadata?.namespace === set.metadata?.namespace,
    )
  );
};

const sets = (facts: Facts): Count[] =>
  facts.objects.ReplicaSet.flatMap((set): Count[] => {
    const object = refOf('ReplicaSet', set);
    const { spec, status, metadata } = set;
    const wanted = spec?.replicas ?? 1;
    // Of one without an owner that lacks pods another cause speaks.
    const lacksPods = controllerOf(set) === undefined && (status?.replicas ?? 0) < wanted;
    if (status === undefined || lacksPods || isSpokenFor(facts, set)) return [];
    if (!areUnseen(facts, object, spec?.selector)) return [];
    const { readyReplicas: ready = 0, conditions } = status;
    return [{ object, wanted, ready, born: metadata?.creationTimestamp, said: saidOf(object, conditions) }];
  });

const counts = (facts: Facts): Count[] => [
  ...sets(facts),
  ...(['Deployment', 'StatefulSet'] as const).flatMap((kind) =>
    facts.objects[kind].flatMap(({ metadata, spec, status }): Count[] => {
      const object = refOf(kind, { metadata });
      const wanted = spec?.replicas ?? 1;
      if (status === undefined || (status.replicas ?? 0) < wanted) return [];
      if (!areUnseen(facts, object, spec?.selector)) return [];
      return [
        {
          object,
          wanted,
          ready: status.readyReplicas ?? 0,
          born: metadata?.creationTimestamp,
          said: saidOf(object, status.conditions),
        },
      ];
    }),
  ),
  ...facts.objects.DaemonSet.filter((one) =>
    areUnseen(facts, refOf('DaemonSet', one), one.spec?.selector),
  ).map(({ metadata, status }) => ({
    object: refOf('DaemonSet', { metadata }),
    wanted: status?.desiredNumberScheduled ?? 0,
    ready: status?.numberReady ?? 0,
    born: metadata?.creationTimestamp,
    said: [],
  })),
];

export const replicasUnready: Cause = {
  id: 'replicas-unready',
  title: 'Workload counts pods that are not ready, and they could not be read',
  rulesOut: 'pods that are not ready',
  signal:
    'The status of a Deployment, ReplicaSet, StatefulSet or DaemonSet counts fewer ready pods than it wants, and its pods could not be read: refused, or not in the files.',
  looksAt: ['Deployment', 'StatefulSet', 'DaemonSet'],
  about: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'],
  fallback: true,
  look: (facts) =>
    counts(facts)
      .filter(({ wanted, ready, born }) => {
        const old = Date.parse(facts.now) - Date.parse(born ?? '') > youthMs;
        return ready < wanted && (old || !hasClock(facts));
      })
      .map(({ object, wanted, ready, said }) => ({
        severity: ready === 0 ? 'critical' : 'warning',
        confidence: 'certain',
        object,
        summary: `${object.kind} ${object.name} has ${ready} of ${wanted} pods ready; its pods, which would say why, ${unreadWords(facts)}`,
        evidence: [statusEvidence(object, `ready pods: ${ready}, wanted: ${wanted}`), ...said],
        remedies: [],
        fingerprint: `${object.kind} ${object.namespace ?? ''}/${object.name}`,
      })),
};

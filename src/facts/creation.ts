import type { Evidence, ObjectRef } from '../answer.ts';
import { eventEvidence, eventsOf } from './events.ts';
import { statusEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { controllerOf } from './pods.ts';
import { keyOf, refOf } from './refs.ts';

/** A controller whose pods the API server does not admit: the owner people know, and the server's sentence. */
export type RefusedCreation = {
  object: ObjectRef;
  creator: ObjectRef;
  sentence: string;
  wanted: number;
  present: number;
  evidence: Evidence[];
};

const kinds = ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job'] as const;

const numbers = (facts: Facts, creator: ObjectRef): { wanted: number; present: number } => {
  const set = facts.objects.ReplicaSet.find((one) => keyOf(refOf('ReplicaSet', one)) === keyOf(creator));
  const stateful = facts.objects.StatefulSet.find(
    (one) => keyOf(refOf('StatefulSet', one)) === keyOf(creator),
  );
  const daemon = facts.objects.DaemonSet.find((one) => keyOf(refOf('DaemonSet', one)) === keyOf(creator));
  const job = facts.objects.Job.find((one) => keyOf(refOf('Job', one)) === keyOf(creator));
  const wanted =
    set?.spec?.replicas ??
    stateful?.spec?.replicas ??
    daemon?.status?.desiredNumberScheduled ??
    job?.spec?.parallelism ??
    1;
  const present =
    set?.status?.replicas ??
    stateful?.status?.replicas ??
    daemon?.status?.currentNumberScheduled ??
    job?.status?.active ??
    0;
  return { wanted, present };
};

/** A FailedCreate event stays for an hour: it counts only while pods are still missing. */
export const refusedCreations = (facts: Facts): RefusedCreation[] =>
  kinds.flatMap((kind) =>
    facts.objects[kind].flatMap((owner) => {
      const creator = refOf(kind, owner);
      const counts = numbers(facts, creator);
      const failure =
        kind === 'ReplicaSet'
          ? facts.objects.ReplicaSet.find((one) => one === owner)?.status?.conditions?.find(
              ({ type, status }) => type === 'ReplicaFailure' && status === 'True',
            )
          : undefined;
      const event = eventsOf(facts, creator, 'FailedCreate')[0];
      const sentence = failure?.message ?? event?.message;
      if (sentence === undefined || counts.present >= counts.wanted) return [];
      const above = controllerOf(owner);
      const object =
        above === undefined ? creator : { kind: above.kind, namespace: creator.namespace, name: above.name };
      const evidence = [
        ...(failure === undefined
          ? []
          : [
              statusEvidence(
                creator,
                `ReplicaFailure: ${failure.reason ?? ''}: ${failure.message ?? ''}`,
                failure.lastTransitionTime ?? null,
              ),
            ]),
        ...(event === undefined ? [] : [eventEvidence(creator, event)]),
      ];
      return [{ object, creator, sentence, ...counts, evidence }];
    }),
  );

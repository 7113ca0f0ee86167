import type { Evidence, ObjectRef } from '../answer.ts';
import { wasListed } from './absence.ts';
import { bareRefusal } from './creation.ts';
import { statusEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { WorkloadCondition } from './objects.ts';
import { refOf } from './refs.ts';
import { deploymentOf, isEarlier } from './revisions.ts';
import { matches } from './selectors.ts';
import type { LabelSelector } from './selectors.ts';
import { bracketed, clauses } from './sentences.ts';

/**
 * A workload whose status counts pods that are not well, of which none could be read. `lack` goes on after its name: `has
 * 1 of 3 pods ready`. `born` is when its pods were first wanted, RFC 3339; `past`: a revision that a newer one replaces.
 */
export type UnreadPods = {
  object: ObjectRef;
  lack: string;
  none: boolean;
  past: boolean;
  /** Why pods are missing, where the workload itself says so. */
  why?: string | undefined;
  born: string | undefined;
  evidence: Evidence[];
};

/** None of the pods that the selector means was read, and there can be some. */
const areUnseen = (facts: Facts, { namespace }: ObjectRef, selector: LabelSelector | undefined): boolean =>
  !wasListed(facts, 'Pod', namespace) &&
  !facts.objects.Pod.some(
    ({ metadata }) => metadata?.namespace === namespace && matches(selector, metadata?.labels),
  );

const saidOf = (object: ObjectRef, conditions: readonly WorkloadCondition[] = []): Evidence[] =>
  conditions
    .filter(({ type, status }) => status === (type === 'ReplicaFailure' ? 'True' : 'False'))
    .map(({ type = '', status = '', reason, message, lastTransitionTime }) =>
      statusEvidence(
        object,
        clauses(`${type}: ${status}${bracketed(reason)}`, message),
        lastTransitionTime ?? null,
      ),
    );

const unready = (
  object: ObjectRef,
  { wanted, ready }: { wanted: number; ready: number },
  rest: {
    born: string | undefined;
    conditions?: readonly WorkloadCondition[] | undefined;
    past?: boolean;
    why?: string | undefined;
  },
): UnreadPods[] =>
  ready >= wanted
    ? []
    : [
        {
          object,
          lack: `has ${ready} of ${wanted} pods ready`,
          none: ready === 0,
          past: rest.past === true,
          why: rest.why,
          born: rest.born,
          evidence: [
            statusEvidence(object, `ready pods: ${ready}, wanted: ${wanted}`),
            ...saidOf(object, rest.conditions),
          ],
        },
      ];

const ofReplicated = (facts: Facts): UnreadPods[] =>
  (['Deployment', 'StatefulSet'] as const).flatMap((kind) =>
    facts.objects[kind].flatMap(({ metadata, spec, status }) => {
      const object = refOf(kind, { metadata });
      const wanted = spec?.replicas ?? 1;
      if (status === undefined || (status.replicas ?? 0) < wanted) return [];
      return areUnseen(facts, object, spec?.selector)
        ? unready(
            object,
            { wanted, ready: status.readyReplicas ?? 0 },
            { born: metadata?.creationTimestamp, conditions: status.conditions },
          )
        : [];
    }),
  );

/** Of its newest revision a Deployment tells itself. */
const ofSets = (facts: Facts): UnreadPods[] =>
  facts.objects.ReplicaSet.flatMap((set) => {
    const { metadata, spec, status } = set;
    const object = refOf('ReplicaSet', set);
    const past = isEarlier(facts, set);
    const told = !past && deploymentOf(facts, set) !== undefined;
    if (status === undefined || told || !areUnseen(facts, object, spec?.selector)) return [];
    const failure = status.conditions?.find(
      ({ type, status: is }) => type === 'ReplicaFailure' && is === 'True',
    );
    const why = failure?.message === undefined ? undefined : bareRefusal(failure.message);
    return unready(
      object,
      { wanted: spec?.replicas ?? 1, ready: status.readyReplicas ?? 0 },
      { born: metadata?.creationTimestamp, conditions: status.conditions, past, why },
    );
  });

const ofDaemons = (facts: Facts): UnreadPods[] =>
  facts.objects.DaemonSet.flatMap((set) => {
    const object = refOf('DaemonSet', set);
    const {
      desiredNumberScheduled: wanted = 0,
      currentNumberScheduled,
      numberReady: ready = 0,
    } = set.status ?? {};
    const all = Math.max(currentNumberScheduled ?? wanted, ready) >= wanted;
    return all && areUnseen(facts, object, set.spec?.selector)
      ? unready(object, { wanted, ready }, { born: set.metadata?.creationTimestamp })
      : [];
  });

/** The workloads whose own counts say that their pods are not well, where those could not be read. */
export const unreadPods = (facts: Facts): UnreadPods[] => [
  ...ofReplicated(facts),
  ...ofSets(facts),
  ...ofDaemons(facts),
];

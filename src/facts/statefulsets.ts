import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import type { ObjectOf, Pod } from './objects.ts';
import { controllerOf, isReady, isTroubled } from './pods.ts';
import { setRevisionsOf } from './set-revisions.ts';
import type { SetRevision } from './set-revisions.ts';

export type StatefulSet = ObjectOf['StatefulSet'];

/** A pod of a StatefulSet by its number. `isCurrent`: it has the revision that the set wants. */
export type Member = { pod: Pod; ordinal: number; isCurrent: boolean; isReady: boolean; isTroubled: boolean };

const podsByOwner = once((facts: Facts) =>
  Map.groupBy(facts.objects.Pod, (pod) => controllerOf(pod)?.uid ?? ''),
);

/** The name of the ControllerRevision that a pod was made from. */
export const revisionNameOf = ({ metadata }: Pod): string | undefined =>
  metadata?.labels?.['controller-revision-hash'];

/** The pods of a StatefulSet in the order of their numbers, those being deleted left out. */
export const membersOf = (facts: Facts, set: StatefulSet): Member[] =>
  (podsByOwner(facts).get(set.metadata?.uid ?? 'none') ?? [])
    .filter(({ metadata }) => metadata?.deletionTimestamp === undefined)
    .map((pod) => ({
      pod,
      ordinal: Number(/-(\d+)$/.exec(pod.metadata?.name ?? '')?.[1] ?? 0),
      isCurrent:
        set.status?.updateRevision === undefined || revisionNameOf(pod) === set.status.updateRevision,
      isReady: isReady(pod),
      isTroubled: isTroubled(facts, pod),
    }))
    .toSorted((a, b) => a.ordinal - b.ordinal);

/** Pods are made, updated and taken away one after the other, each when those before it are ready. */
export const isOrdered = ({ spec }: StatefulSet): boolean => spec?.podManagementPolicy !== 'Parallel';

export const isRollingUpdate = ({ spec }: StatefulSet): boolean =>
  (spec?.updateStrategy?.type ?? 'RollingUpdate') === 'RollingUpdate';

/** Pods with a smaller number keep their revision. */
export const partitionOf = ({ spec }: StatefulSet): number =>
  spec?.updateStrategy?.rollingUpdate?.partition ?? 0;

/** A revision by the name of its ControllerRevision, as far as those were read. */
export const revisionNamed = (
  facts: Facts,
  set: StatefulSet,
  name: string | undefined,
): SetRevision | undefined => setRevisionsOf(facts, set).find((one) => one.name === name);

/** How a sentence names a revision: `revision 3`, or by its name where its number is not known. */
export const revisionTitle = (revision: SetRevision | undefined, name: string | undefined): string =>
  revision === undefined ? `revision ${name ?? 'unknown'}` : `revision ${revision.number}`;

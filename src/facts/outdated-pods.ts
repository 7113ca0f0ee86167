import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import type { Pod } from './objects.ts';
import { isPartOf } from './part-of.ts';
import { conditionOf, containersOf } from './pods.ts';
import type { ContainerView } from './pods.ts';
import {
  isOrdered,
  isRollingUpdate,
  membersOf,
  partitionOf,
  revisionNamed,
  revisionNameOf,
  revisionTitle,
} from './statefulsets.ts';
import type { StatefulSet } from './statefulsets.ts';
import { templateChanges } from './template-changes.ts';

/**
 * A broken pod of an ordered StatefulSet that wants another revision: it is not replaced before it is ready.
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback
 */
export type OutdatedPod = {
  set: StatefulSet;
  pod: Pod;
  /** The revisions as sentences name them. */
  from: string;
  to: string;
  /** What differs between the two templates; null where they were not read. */
  changes: string[] | null;
  /** The new template differs in what the pod is unwell in: it may mend it. */
  isCorrected: boolean;
  /** What the pod shows, in few words. */
  trouble: string;
};

const wordsAtMost = 60;

const stuckIn = (pod: Pod): ContainerView[] =>
  containersOf(pod).filter(
    ({ role, status }) =>
      status?.ready !== true && !(role === 'init' && status?.state?.terminated?.exitCode === 0),
  );

const troubleOf = (pod: Pod): string => {
  if (conditionOf(pod, 'PodScheduled')?.status === 'False') return 'it has no node';
  const { reason = '', message = '' } =
    stuckIn(pod).find(({ status }) => status?.state?.waiting !== undefined)?.status?.state?.waiting ?? {};
  const image = stuckIn(pod).find(({ status }) => status?.state?.waiting?.reason === reason)?.spec?.image;
  if (/Image/.test(reason)) return `${reason} of ${image ?? 'its image'}`;
  return message !== '' && message.length <= wordsAtMost ? message : reason || 'it is not ready';
};

/** Whether a change is in the pod as a whole, or in a container that keeps it from being ready. */
const concerns = (pod: Pod, change: string): boolean => {
  const name =
    /\(container (\S+)\)$/.exec(change)?.[1] ?? /^container (\S+) (?:added|removed)$/.exec(change)?.[1];
  return name === undefined || stuckIn(pod).some((view) => view.name === name);
};

/** Whether the template of the set holds something for those parts that the pod does not have. */
const asksForMore = (pod: Pod, set: StatefulSet): boolean => {
  const wanted = set.spec?.template?.spec;
  const { initContainers: _init, containers: _containers, ...whole } = wanted ?? {};
  const all = [...(wanted?.initContainers ?? []), ...(wanted?.containers ?? [])];
  return (
    !isPartOf(whole, pod.spec) ||
    stuckIn(pod).some(
      (view) =>
        !isPartOf(
          all.find(({ name }) => name === view.name),
          view.spec,
        ),
    )
  );
};

const outdated = (facts: Facts, set: StatefulSet): OutdatedPod[] => {
  if (!isOrdered(set) || !isRollingUpdate(set)) return [];
  const held = membersOf(facts, set).find(
    ({ isCurrent, isTroubled, ordinal }) => !isCurrent && isTroubled && ordinal >= partitionOf(set),
  );
  if (held === undefined) return [];
  const { pod } = held;
  const [oldName, newName] = [revisionNameOf(pod), set.status?.updateRevision];
  const [old, wanted] = [revisionNamed(facts, set, oldName), revisionNamed(facts, set, newName)];
  const changes =
    old === undefined || wanted === undefined ? null : templateChanges(old.template, wanted.template);
  return [
    {
      set,
      pod,
      from: revisionTitle(old, oldName),
      to: revisionTitle(wanted, newName),
      changes,
      isCorrected: changes?.some((change) => concerns(pod, change)) ?? asksForMore(pod, set),
      trouble: troubleOf(pod),
    },
  ];
};

/** The pods that keep StatefulSets from taking on their new revisions. */
export const outdatedPods = once((facts: Facts): OutdatedPod[] =>
  facts.objects.StatefulSet.flatMap((set) => outdated(facts, set)),
);

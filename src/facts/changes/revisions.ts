import type { ObjectRef } from '../../answer.ts';
import type { Metadata } from '../objects.ts';
import type { Template } from '../pods.ts';
import { keyOf, refOf } from '../refs.ts';
import { revisionsOf } from '../revisions.ts';
import { setRevisionsOf } from '../set-revisions.ts';
import { briefChange, templateChanges } from '../template-changes.ts';
import type { ChangeSource, KnownChange } from './change.ts';
import { writesOf } from './managers.ts';

/** Who wrote the workload last before `at`: that write made the revision. */
const authorOf = (metadata: Metadata | undefined, at: string): string | null =>
  writesOf(metadata).find((write) => write.at <= at)?.by ?? null;

type Revision = { number: number; at: string | undefined; template: Template | undefined };

/** The changes between the revisions of one workload; `revisions` newest first. */
const between = (
  object: ObjectRef,
  metadata: Metadata | undefined,
  revisions: readonly Revision[],
): KnownChange[] =>
  revisions.flatMap(({ number, at, template }, index): KnownChange[] => {
    const before = revisions[index + 1];
    if (before === undefined || at === undefined) return [];
    // A rollback takes an old revision up again: its creation does not say when.
    if (before.at !== undefined && before.at > at) return [];
    const phrases = templateChanges(before.template, template);
    return [
      {
        at,
        what: `revision ${number} of ${object.kind === 'Deployment' ? '' : `${object.kind} `}${object.name}: ${phrases.join('; ') || 'same template'}`,
        by: authorOf(metadata, at),
        object,
        rollout: { revision: number, brief: briefChange(phrases) },
      },
    ];
  });

/** Rollouts of the Deployments, StatefulSets and DaemonSets around the subject. */
export const rollouts: ChangeSource = (facts, { above, below }) => {
  const isNear = (object: ObjectRef): boolean => above.has(keyOf(object)) || below.has(keyOf(object));
  const deployments = facts.objects.Deployment.flatMap((deployment) => {
    const object = refOf('Deployment', deployment);
    if (!isNear(object)) return [];
    const revisions = revisionsOf(facts, deployment).map(({ number, set }) => ({
      number,
      at: set.metadata?.creationTimestamp,
      template: set.spec?.template,
    }));
    return between(object, deployment.metadata, revisions);
  });
  const sets = (['StatefulSet', 'DaemonSet'] as const).flatMap((kind) =>
    facts.objects[kind].flatMap((set) => {
      const object = refOf(kind, set);
      return isNear(object) ? between(object, set.metadata, setRevisionsOf(facts, set)) : [];
    }),
  );
  return [...deployments, ...sets];
};

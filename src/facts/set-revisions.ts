import type { Facts } from './facts.ts';
import type { ObjectOf } from './objects.ts';
import { at, isFields } from './outside/json.ts';
import type { Template } from './pods.ts';
import { controllerOf } from './pods.ts';

/** A template promises no field, so any JSON object with an object as its spec is one. */
const isTemplate = (value: unknown): value is Template =>
  isFields(value) && isFields(value['spec'] ?? {}) && isFields(value['metadata'] ?? {});

const templateOf = ({ data }: ObjectOf['ControllerRevision']): Template | undefined => {
  const template = at(data, 'spec', 'template');
  return isTemplate(template) ? template : undefined;
};

/** A revision of a StatefulSet or DaemonSet: its ControllerRevision, and the pod template that it keeps. */
export type SetRevision = {
  name: string;
  number: number;
  at: string | undefined;
  template: Template | undefined;
};

/**
 * The revisions of a StatefulSet or DaemonSet that still exist, newest first.
 * https://kubernetes.io/docs/tasks/manage-daemon/rollback-daemon-set/#understanding-daemonset-revisions
 */
export const setRevisionsOf = (
  facts: Facts,
  set: ObjectOf['StatefulSet'] | ObjectOf['DaemonSet'],
): SetRevision[] =>
  facts.objects.ControllerRevision.filter(
    (revision) => set.metadata?.uid !== undefined && controllerOf(revision)?.uid === set.metadata.uid,
  )
    .map((revision) => ({
      name: revision.metadata?.name ?? '',
      number: revision.revision ?? 0,
      at: revision.metadata?.creationTimestamp,
      template: templateOf(revision),
    }))
    .toSorted((a, b) => b.number - a.number);

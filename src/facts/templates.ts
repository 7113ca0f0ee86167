import type { AnyObject, KindName, ObjectOf } from './objects.ts';
import type { LabelSelector } from './selectors.ts';

type Workload =
  | ObjectOf['Deployment']
  | ObjectOf['ReplicaSet']
  | ObjectOf['StatefulSet']
  | ObjectOf['DaemonSet']
  | ObjectOf['Job'];

const workloads: readonly string[] = [
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
] satisfies KindName[];

const isWorkload = (kind: string, object: AnyObject): object is Workload =>
  workloads.includes(kind) && 'spec' in object;

const isService = (kind: string, object: AnyObject): object is ObjectOf['Service'] =>
  kind === 'Service' && 'spec' in object;

/** The selector by which a workload or a Service finds its pods. */
export const selectorOf = (kind: string, object: AnyObject): LabelSelector | undefined => {
  if (isWorkload(kind, object)) return object.spec?.selector;
  if (!isService(kind, object) || object.spec?.selector === undefined) return undefined;
  return { matchLabels: object.spec.selector };
};

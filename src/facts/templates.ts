import type { AnyObject, KindName, ObjectOf } from './objects.ts';
import type { Template } from './pods.ts';
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

/** The selector by which a workload or a Service finds its pods. */
export const selectorOf = (kind: string, object: AnyObject): LabelSelector | undefined => {
  if (isWorkload(kind, object)) return object.spec?.selector;
  if (kind !== 'Service' || !('spec' in object)) return undefined;
  const { selector } = (object as ObjectOf['Service']).spec ?? {};
  return selector === undefined ? undefined : { matchLabels: selector };
};

/** The pod template of a workload; a CronJob's is that of its jobs. */
export const templateOf = (kind: string, object: AnyObject): Template | undefined => {
  if (kind === 'CronJob') return (object as ObjectOf['CronJob']).spec?.jobTemplate?.spec?.template;
  return isWorkload(kind, object) ? object.spec?.template : undefined;
};

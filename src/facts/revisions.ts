import type { Facts } from './facts.ts';
import { couldSee } from './gaps.ts';
import type { ObjectOf } from './objects.ts';
import type { Template } from './pods.ts';
import { controllerOf, isReady } from './pods.ts';

/** A revision of a Deployment: its ReplicaSet and the number the controller gave it. */
export type Revision = { number: number; set: ObjectOf['ReplicaSet'] };

/** The revisions of a Deployment that still exist, newest first. */
export const revisionsOf = (facts: Facts, deployment: ObjectOf['Deployment']): Revision[] =>
  facts.objects.ReplicaSet.filter((set) => controllerOf(set)?.uid === deployment.metadata?.uid)
    .map((set) => ({
      number: Number(set.metadata?.annotations?.['deployment.kubernetes.io/revision'] ?? 0),
      set,
    }))
    .toSorted((a, b) => b.number - a.number);

/** The pods of a revision, as far as they were collected. */
export const podsOfSet = (facts: Facts, set: ObjectOf['ReplicaSet']): ObjectOf['Pod'][] =>
  facts.objects.Pod.filter((pod) => controllerOf(pod)?.uid === set.metadata?.uid);

/** The ready pods of a revision: counted, or as its ReplicaSet says where not all pods were read. */
export const readyPods = (facts: Facts, set: ObjectOf['ReplicaSet']): number =>
  couldSee(facts, 'Pod') ? podsOfSet(facts, set).filter(isReady).length : (set.status?.readyReplicas ?? 0);

type Containers = NonNullable<NonNullable<Template['spec']>['containers']>;

const envNames = (container: Containers[number] | undefined): Map<string, string> =>
  new Map((container?.env ?? []).map((entry) => [entry.name ?? '', JSON.stringify(entry)]));

const envPhrase = (verb: string, names: string[]): string[] =>
  names.length === 0 ? [] : [`env ${verb} ${names.join(', ')}`];

const envChanges = (before: Containers[number], after: Containers[number]): string[] => {
  const [old, young] = [envNames(before), envNames(after)];
  return [
    ...envPhrase(
      'added',
      [...young.keys()].filter((name) => !old.has(name)),
    ),
    ...envPhrase(
      'removed',
      [...old.keys()].filter((name) => !young.has(name)),
    ),
    ...envPhrase(
      'changed',
      [...young].filter(([name, value]) => old.has(name) && old.get(name) !== value).map(([name]) => name),
    ),
  ];
};

const compared = [
  'command',
  'args',
  'resources',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'envFrom',
  'ports',
  'volumeMounts',
  'securityContext',
] as const;

const containerChanges = (before: Containers[number], after: Containers[number]): string[] => {
  const image =
    before.image === after.image ? [] : [`image ${before.image ?? 'none'} → ${after.image ?? 'none'}`];
  const fields = compared
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => `${field} changed`);
  return [...image, ...fields, ...envChanges(before, after)];
};

const named = (containers: Containers | undefined): Map<string, Containers[number]> =>
  new Map((containers ?? []).map((container) => [container.name ?? '', container]));

/**
 * What differs between two pod templates, a phrase each: images in full, environment by name only (values may be
 * secret), other fields by their name.
 */
export const templateChanges = (before: Template | undefined, after: Template | undefined): string[] => {
  const phrases: string[] = [];
  for (const list of ['initContainers', 'containers'] as const) {
    const [old, young] = [named(before?.spec?.[list]), named(after?.spec?.[list])];
    for (const [name, container] of young) {
      const was = old.get(name);
      if (was === undefined) phrases.push(`container ${name} added`);
      else phrases.push(...containerChanges(was, container).map((phrase) => `${phrase} (container ${name})`));
    }
    phrases.push(
      ...[...old.keys()].filter((name) => !young.has(name)).map((name) => `container ${name} removed`),
    );
  }
  for (const field of [
    'volumes',
    'nodeSelector',
    'affinity',
    'tolerations',
    'serviceAccountName',
    'securityContext',
    'imagePullSecrets',
  ] as const) {
    if (JSON.stringify(before?.spec?.[field]) !== JSON.stringify(after?.spec?.[field]))
      phrases.push(`${field} changed`);
  }
  return phrases;
};

import type { ObjectOf } from './objects.ts';

type Namespace = ObjectOf['Namespace'];

/** A resource of which something is left in a namespace that is being deleted: `configmaps`, `certificates.cert-manager.io`. */
export type Remains = { resource: string; count: number };

/** The message of a condition that is True. */
export const messageOf = ({ status }: Namespace, type: string): string | undefined =>
  status?.conditions?.find((one) => one.type === type && one.status === 'True')?.message;

/**
 * What is left, of `Some resources are remaining: configmaps. has 2 resource instances, …`.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/namespace/deletion/status_condition_utils.go
 */
export const remainsOf = (namespace: Namespace): Remains[] =>
  [
    ...(messageOf(namespace, 'NamespaceContentRemaining') ?? '').matchAll(
      /([a-z0-9-]+(?:\.[a-z0-9-]+)*)\.? has (\d+) resource instances/g,
    ),
  ].map(([, resource = '', count]) => ({ resource, count: Number(count) }));

/** The finalizers that what is left has, of `…: example.com/hold in 1 resource instances`. */
export const remainingFinalizers = (namespace: Namespace): string[] =>
  [
    ...(messageOf(namespace, 'NamespaceFinalizersRemaining') ?? '').matchAll(
      /([^\s,]+) in \d+ resource instances/g,
    ),
  ].flatMap((match) => match[1] ?? []);

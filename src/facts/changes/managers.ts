import type { Metadata } from '../objects.ts';
import { tableOf } from '../table.ts';

type Entry = NonNullable<Metadata['managedFields']>[number];

/** A write of fields by one manager: https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management */
export type Write = { at: string; by: string | null; entry: Entry };

const known: { readonly [manager: string]: string } = tableOf({
  'kubectl-client-side-apply': 'kubectl apply',
  'kubectl-last-applied': 'kubectl apply',
  'kubectl-create': 'kubectl create',
  'kubectl-edit': 'kubectl edit',
  'kubectl-patch': 'kubectl patch',
  'kubectl-set': 'kubectl set',
  'kubectl-rollout': 'kubectl rollout',
  'kubectl-scale': 'kubectl scale',
  'kubectl-cordon': 'kubectl cordon',
  'kubectl-drain': 'kubectl drain',
  'kubectl-taint': 'kubectl taint',
  'kubectl-label': 'kubectl label',
  'kubectl-replace': 'kubectl replace',
});

/** How a person calls a field manager: `kubectl-set` is `kubectl set`. */
export const managerName = (manager: string | undefined): string | null =>
  manager === undefined || manager === ''
    ? null
    : (Object.entries(known).find(([one]) => one === manager)?.[1] ?? manager);

/** The writes of an object itself (not of its status), newest first. */
export const writesOf = (metadata: Metadata | undefined, subresource?: string): Write[] =>
  (metadata?.managedFields ?? [])
    .filter((entry) => entry.subresource === subresource)
    .flatMap((entry) =>
      entry.time === undefined ? [] : [{ at: entry.time, by: managerName(entry.manager), entry }],
    )
    .toSorted((a, b) => b.at.localeCompare(a.at));

/** Whether a write touched one of these fields, as far as its field paths are known: `f:spec.f:replicas`. */
export const touches = ({ entry }: Write, ...paths: string[]): boolean => {
  const fields: unknown = entry.fieldsV1;
  if (typeof fields !== 'object' || fields === null) return true;
  return paths.some((path) => {
    let at: unknown = fields;
    for (const step of path.split('.'))
      at = typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined;
    return at !== undefined;
  });
};

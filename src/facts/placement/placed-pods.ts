import type { ListQuery } from '../../ports.ts';
import type { Facts } from '../facts.ts';
import { once } from '../memo.ts';
import type { Pod } from '../objects.ts';

/** The pods that take room on nodes, in all namespaces: what is finished, or has no node yet, takes none. */
export const placedPods: ListQuery = {
  namespace: null,
  fields: 'spec.nodeName!=,status.phase!=Succeeded,status.phase!=Failed',
  limit: 1000,
};

/** Whether every pod that takes room on a node was read: only then is known what is free. */
export const sawPlacedPods = (facts: Facts): boolean =>
  facts.reads.some(
    ({ kind, namespace, name, labels }) =>
      kind === 'Pod' && namespace === null && name === null && labels === undefined,
  );

const finished = ['Succeeded', 'Failed'];

/** The pods that were read and take room, by the name of their node. */
export const podsByNode = once((facts: Facts): ReadonlyMap<string, Pod[]> =>
  Map.groupBy(
    facts.objects.Pod.filter(
      ({ spec, status }) => spec?.nodeName !== undefined && !finished.includes(status?.phase ?? ''),
    ),
    ({ spec }) => spec?.nodeName ?? '',
  ),
);

import type { Evidence } from '../answer.ts';
import type { Cluster } from '../ports.ts';
import { eventEvidence, seenAt } from './events.ts';
import { diagnosable } from './kinds.ts';
import type { KindName } from './objects.ts';

const tracesAtMost = 6;

/**
 * What events still tell of an object that is gone, warnings first, then newest first: they outlive it by about an hour
 * (`--event-ttl` of the API server). A null `namespace` looks in all of them, a null `kind` for any that can be asked
 * about. A refused read tells nothing.
 */
export const tracesOf = async (
  cluster: Cluster,
  kind: KindName | null,
  namespace: string | null,
  name: string,
): Promise<Evidence[]> => {
  const read = await cluster.list('Event', { namespace, fields: `involvedObject.name=${name}`, limit: 100 });
  if (!read.ok) return [];
  return read.value.items
    .filter(({ involvedObject }) =>
      kind === null ? diagnosable.some((one) => one === involvedObject?.kind) : involvedObject?.kind === kind,
    )
    .toSorted(
      (a, b) =>
        Number(a.type !== 'Warning') - Number(b.type !== 'Warning') ||
        (seenAt(b) ?? '').localeCompare(seenAt(a) ?? ''),
    )
    .slice(0, tracesAtMost)
    .map((event) =>
      eventEvidence(
        {
          kind: event.involvedObject?.kind ?? '',
          namespace: event.involvedObject?.namespace ?? null,
          name,
        },
        event,
      ),
    );
};

import type { ObjectRef } from '../answer.ts';
import type { Cluster, ReadFailure } from '../ports.ts';
import { collapse, search } from './find.ts';
import { askable, diagnosable } from './kinds.ts';
import type { OutsideKind } from './objects.ts';

/** The one object that files are about. `kind` is a word that names it, also one from outside Kubernetes. */
export type SoleOutcome =
  | { type: 'found'; subject: ObjectRef; kind: string }
  | { type: 'none' }
  | { type: 'several'; matches: ObjectRef[] }
  | { type: 'unreadable'; failure: ReadFailure };

/** What workloads stand on: beside one it is read with it, and not what was meant. */
const ground: readonly string[] = ['Node', 'Namespace', 'PersistentVolumeClaim'];

const inside = async (cluster: Cluster, namespace: string | null): Promise<ObjectRef[] | ReadFailure> => {
  for (const kinds of [diagnosable, askable]) {
    // The second list only where the first one holds nothing.
    // oxlint-disable-next-line no-await-in-loop
    const found = await search(cluster, kinds, namespace);
    if (found.failure !== null) return found.failure;
    const refs = collapse(
      found.named.filter(
        ({ ref }) => namespace === null || ref.namespace === null || ref.namespace === namespace,
      ),
    ).map(({ ref }) => ref);
    const above = refs.filter(({ kind }) => !ground.includes(kind));
    if (refs.length > 0) return above.length > 0 ? above : refs;
  }
  return [];
};

const outside = async (
  cluster: Cluster,
  namespace: string | null,
): Promise<{ ref: ObjectRef; kind: OutsideKind }[]> => {
  const served = await cluster.discover();
  const lists = await Promise.all(
    (served.ok ? served.value : []).map(async (kind) => {
      const read = await cluster.listOutside(kind, { namespace, name: null });
      return (read.ok ? read.value : []).map(({ metadata }) => ({
        kind,
        ref: { kind: kind.kind, namespace: metadata?.namespace ?? null, name: metadata?.name ?? '' },
      }));
    }),
  );
  return lists.flat();
};

/**
 * The one object in files that can be asked about and that nothing else in them owns, so that it need not be named: a
 * Deployment with its ReplicaSet and pods is the Deployment. `namespace` (null: any) narrows it.
 */
export const findSole = async (cluster: Cluster, namespace: string | null): Promise<SoleOutcome> => {
  const found = await inside(cluster, namespace);
  if (!Array.isArray(found)) return { type: 'unreadable', failure: found };
  const [first, ...others] = found;
  if (first !== undefined)
    return others.length === 0
      ? { type: 'found', subject: first, kind: first.kind }
      : { type: 'several', matches: found };
  const [one, ...rest] = await outside(cluster, namespace);
  if (one === undefined) return { type: 'none' };
  return rest.length === 0
    ? { type: 'found', subject: one.ref, kind: `${one.kind.plural}.${one.kind.group}` }
    : { type: 'several', matches: [one, ...rest].map(({ ref }) => ref) };
};

import type { Cluster } from '../ports.ts';
import { gapOf } from './gaps.ts';
import type { Harvest } from './harvest.ts';
import { listedOutside } from './harvest.ts';
import type { OutsideKind } from './objects.ts';
import { isKnownProject } from './outside/projects.ts';

/** The kinds from outside Kubernetes that a cluster serves; where it does not say, a gap. */
export const servedBy = async (cluster: Cluster): Promise<Harvest> => {
  const plain = { kind: null, fill: () => {}, truncated: false };
  const read = await cluster.discover();
  return read.ok
    ? { ...plain, gaps: [], served: { kinds: read.value, whole: read.partial !== true } }
    : { ...plain, gaps: [gapOf('Outside', 'kinds of custom resources', read.failure)] };
};

/**
 * The objects of several kinds in a namespace, or everywhere (null). Those of known projects are missed where they may not
 * be read; of any other kind the roles in deploy/ grant nothing, and it is read where a role of the team does.
 */
export const listedKinds = async (
  cluster: Cluster,
  kinds: readonly OutsideKind[],
  namespace: string | null,
): Promise<Harvest[]> => {
  const lists = await Promise.all(
    kinds.map(async (kind) => {
      const list = await listedOutside(cluster, kind, kind.namespaced ? namespace : null);
      const forbidden = list.gaps.some(({ failure }) => failure?.reason === 'forbidden');
      return forbidden && !isKnownProject(kind) ? null : list;
    }),
  );
  return lists.filter((list) => list !== null);
};

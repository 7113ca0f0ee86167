import type { Cluster } from '../ports.ts';
import { gapOf } from './gaps.ts';
import type { Harvest } from './harvest.ts';
import { listedOutside } from './harvest.ts';
import { isKnownProject, worthReading } from './outside/projects.ts';

const none = { kind: null, fill: () => {}, truncated: false };

/**
 * The custom resources of an overview: in one namespace, or everywhere (null). Those of known projects are missed where
 * they may not be read; of any other kind the roles in deploy/ grant nothing, and it is read where a role of the team does.
 */
export const overviewOutside = async (cluster: Cluster, namespace: string | null): Promise<Harvest[]> => {
  const served = await cluster.discover();
  if (!served.ok) return [{ ...none, gaps: [gapOf('Outside', 'kinds of custom resources', served.failure)] }];
  const kinds = worthReading(served.value).filter(({ namespaced }) => namespaced || namespace === null);
  const lists = await Promise.all(
    kinds.map(async (kind) => {
      const list = await listedOutside(cluster, kind, kind.namespaced ? namespace : null);
      const forbidden = list.gaps.some(({ failure }) => failure?.reason === 'forbidden');
      return forbidden && !isKnownProject(kind) ? null : list;
    }),
  );
  return lists.filter((list) => list !== null);
};

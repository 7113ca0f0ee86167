import type { Cluster } from '../ports.ts';
import type { Harvest } from './harvest.ts';
import { worthReading } from './outside/projects.ts';
import { listedKinds, servedBy } from './served.ts';

/**
 * The custom resources of an overview: in one namespace, or everywhere (null). Those of known projects are missed where
 * they may not be read; of any other kind the roles in deploy/ grant nothing, and it is read where a role of the team does.
 */
export const overviewOutside = async (cluster: Cluster, namespace: string | null): Promise<Harvest[]> => {
  const served = await servedBy(cluster);
  const kinds = worthReading(served.served?.kinds ?? []);
  const near = kinds.filter(({ namespaced }) => namespaced || namespace === null);
  return [served, ...(await listedKinds(cluster, near, namespace))];
};

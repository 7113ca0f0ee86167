import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Connected } from '../cluster/connect.ts';
import type { ClusterSettings } from '../config.ts';
import type { Cluster } from '../ports.ts';
import { StartRefused } from './stop-start.ts';

/** The clusters that can be asked about. */
export type Clusters = {
  /** The one of that name, or the usual one; else a sentence that names those there are. */
  find: (name: string | null) => Cluster | { complaint: string };
  names: readonly string[];
  sandbox: boolean;
  close(): Promise<void>;
};

type Settings = { clusters: readonly ClusterSettings[]; defaultCluster: string | null };

const named = (cluster: Cluster, name: string): Cluster => ({
  name,
  namespace: cluster.namespace,
  list: (kind, query) => cluster.list(kind, query),
  get: (kind, namespace, object) => cluster.get(kind, namespace, object),
  discover: () => cluster.discover(),
  listOutside: (kind, query) => cluster.listOutside(kind, query),
  log: (query) => cluster.log(query),
});

const opened = (connected: Connected): Extract<Connected, { ok: true }> => {
  if (connected.ok) return connected;
  const { file, field, expected } = connected.complaint;
  throw new StartRefused(2, [`${file}: ${field}: expected ${expected}`]);
};

const collection = (
  entries: readonly { name: string; cluster: Cluster }[],
  usual: string | null,
  sandbox: boolean,
  close: () => Promise<void>,
): Clusters => {
  const names = entries.map(({ name }) => name);
  return {
    names,
    sandbox,
    close,
    find: (name) => {
      const wanted = name ?? usual ?? names[0];
      const entry = entries.find((each) => each.name === wanted);
      if (entry !== undefined) return entry.cluster;
      return {
        complaint: `There is no cluster \`${wanted ?? ''}\`. I know ${names.map((each) => `\`${each}\``).join(', ')}.`,
      };
    },
  };
};

const openSandbox = async (): Promise<Clusters> => {
  const [{ connectCluster }, { startSandboxCluster }] = await Promise.all([
    import('../cluster/connect.ts'),
    import('../sandbox/cluster/server.ts'),
  ]);
  const server = await startSandboxCluster();
  const folder = await mkdtemp(join(tmpdir(), 'kubewhy-'));
  const file = join(folder, 'kubeconfig');
  await writeFile(file, server.kubeconfig, { mode: 0o600 });
  const connected = opened(await connectCluster({ kubeconfigPaths: [file] }));
  const { cluster } = connected;
  return collection([{ name: cluster.name, cluster }], null, true, async () => {
    connected.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });
};

/**
 * Prepares the clusters of the configuration; without any, the one kubectl would use; without that either, the sandbox
 * cluster. Nothing is asked of them yet. A mistake in a kubeconfig throws `StartRefused`.
 */
export const openClusters = async ({ clusters, defaultCluster }: Settings): Promise<Clusters> => {
  const { connectCluster, previewCluster } = await import('../cluster/connect.ts');
  if (clusters.length === 0) {
    if (previewCluster({ kubeconfigPaths: null }).type === 'none') return openSandbox();
    const connected = opened(await connectCluster({ kubeconfigPaths: null }));
    const { cluster } = connected;
    return collection([{ name: cluster.name, cluster }], defaultCluster, false, async () =>
      connected.close(),
    );
  }
  const all = await Promise.all(
    clusters.map(async ({ name, kubeconfig, context }) => {
      const paths = kubeconfig === null ? null : [kubeconfig];
      const options = { kubeconfigPaths: paths, ...(context !== null && { context }) };
      return { name, connected: opened(await connectCluster(options)) };
    }),
  );
  const entries = all.map(({ name, connected }) => ({ name, cluster: named(connected.cluster, name) }));
  return collection(entries, defaultCluster, false, async () => {
    for (const { connected } of all) connected.close();
  });
};

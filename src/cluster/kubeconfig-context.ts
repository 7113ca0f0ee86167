import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Complaint } from './complaint.ts';
import type { Entry, Kubeconfig } from './kubeconfig-file.ts';
import { readKubeconfig } from './kubeconfig-file.ts';
import type { KubeconfigSource } from './kubeconfig-source.ts';

/** A context with the cluster and the user it joins. `user` is null where it names none: requests go out anonymous. */
export type Context = { name: string; namespace: string | null; cluster: Entry; user: Entry | null };

export type ContextRead = { ok: true; context: Context } | { ok: false; complaint: Complaint };

const names = (entries: ReadonlyMap<string, Entry>): string =>
  entries.size === 0 ? 'there is none' : `one of: ${[...entries.keys()].join(', ')}`;

const joined = (config: Kubeconfig, asked: string | undefined): ContextRead => {
  const file = config.files.join(', ');
  const name = asked ?? config.currentContext;
  if (name === null) {
    const expected = `the context to use (${names(config.contexts)})`;
    return { ok: false, complaint: { file, field: 'current-context', expected } };
  }
  const entry = config.contexts.get(name);
  if (entry === undefined) {
    const field = asked === undefined ? 'current-context' : 'contexts';
    const expected = `a context named ${name} (${names(config.contexts)})`;
    return { ok: false, complaint: { file, field, expected } };
  }
  const { cluster: clusterName, user: userName, namespace } = entry.fields;
  const wrong = (field: string, expected: string): ContextRead => ({
    ok: false,
    complaint: { file: entry.file, field: `${entry.path}.${field}`, expected },
  });
  const cluster = typeof clusterName === 'string' ? config.clusters.get(clusterName) : undefined;
  if (cluster === undefined) return wrong('cluster', `the name of a cluster (${names(config.clusters)})`);
  const anonymous = userName === undefined || userName === null || userName === '';
  const user = typeof userName === 'string' ? config.users.get(userName) : undefined;
  if (!anonymous && user === undefined) return wrong('user', `the name of a user (${names(config.users)})`);
  if (namespace !== undefined && namespace !== null && typeof namespace !== 'string')
    return wrong('namespace', 'the name of a namespace');
  const place = typeof namespace === 'string' && namespace !== '' ? namespace : null;
  return { ok: true, context: { name, namespace: place, cluster, user: user ?? null } };
};

const ownNamespace = (folder: string): string | null => {
  try {
    return readFileSync(join(folder, 'namespace'), 'utf8').trim() || null;
  } catch {
    // A pod whose namespace file is not mounted has no default namespace; nothing else depends on it.
    return null;
  }
};

const inCluster = (server: string, folder: string): Context => {
  const file = join(folder, 'token');
  const part = (fields: Entry['fields']): Entry => ({ name: 'in-cluster', file, path: 'in-cluster', fields });
  return {
    name: 'in-cluster',
    namespace: ownNamespace(folder),
    cluster: part({ server, 'certificate-authority': join(folder, 'ca.crt') }),
    user: part({ tokenFile: file }),
  };
};

/** The context that `source` and the asked name (the current one when undefined) come to. */
export const contextOf = (source: KubeconfigSource, asked: string | undefined): ContextRead => {
  if (source.type === 'in-cluster') return { ok: true, context: inCluster(source.server, source.folder) };
  if (source.type === 'none') {
    const expected = `a kubeconfig; looked at ${source.looked.join(', ')}`;
    return { ok: false, complaint: { file: source.looked[1] ?? '', field: '', expected } };
  }
  const result = readKubeconfig(source.files, source.listed);
  return result.ok ? joined(result.config, asked) : result;
};

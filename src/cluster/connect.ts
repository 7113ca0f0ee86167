import type { Cluster } from '../ports.ts';
import { apiCluster } from './api.ts';
import { clientCredentials, needsClient } from './client-credentials.ts';
import type { Complaint } from './complaint.ts';
import { endpointOf } from './endpoint.ts';
import { contextOf } from './kubeconfig-context.ts';
import { kubeconfigCredentials } from './kubeconfig-credentials.ts';
import type { KubeconfigSource, Surroundings } from './kubeconfig-source.ts';
import { kubeconfigSource, ownSurroundings } from './kubeconfig-source.ts';

export type ConnectOptions = {
  /** null takes kubectl's default order: `KUBECONFIG`, `~/.kube/config`, the pod's service account. */
  kubeconfigPaths: readonly string[] | null;
  /** The current context unless told. */
  context?: string;
  /** Milliseconds for one read; 5000 unless told. */
  timeoutMs?: number;
  surroundings?: Surroundings;
};

/**
 * `close` ends the kept connections; a program that only exits does not need it. `looked` names the
 * places that were looked at where there is no configuration at all; it is null where there is one that cannot be used.
 */
export type Connected =
  | { ok: true; cluster: Cluster; close: () => void }
  | { ok: false; complaint: Complaint; looked: string[] | null };

/**
 * Prepares reads from the cluster that the configuration names. Nothing is sent yet: that the server cannot be reached
 * shows at the first read. Every mistake in the configuration is a complaint with file, field and what was expected.
 */
export const connectCluster = async (options: ConnectOptions): Promise<Connected> => {
  const source = kubeconfigSource(options.kubeconfigPaths, options.surroundings ?? ownSurroundings());
  const found = contextOf(source, options.context);
  if (!found.ok) return { ...found, looked: source.type === 'none' ? source.looked : null };
  const { context } = found;
  const place = endpointOf(context, new Date());
  if (!place.ok) return { ...place, looked: null };
  const { endpoint } = place;
  const who = needsClient(context)
    ? { ok: true as const, credentials: clientCredentials(context, endpoint) }
    : kubeconfigCredentials(context, endpoint);
  if (!who.ok) return { ...who, looked: null };
  const { credentials } = who;
  const timeoutMs = options.timeoutMs ?? 5000;
  return {
    ok: true,
    cluster: apiCluster(context.name, context.namespace, endpoint, credentials, timeoutMs),
    close: () => credentials.close(),
  };
};

/** What a start would connect to, for the first screen. `none` means that there is no configuration at all. */
export type ClusterPreview =
  | { type: 'cluster'; source: KubeconfigSource; context: string; server: string }
  | { type: 'none'; looked: string[] }
  | { type: 'complaint'; complaint: Complaint };

/** Tells what `connectCluster` with the same options would use, without connecting. */
export const previewCluster = (options: ConnectOptions): ClusterPreview => {
  const source = kubeconfigSource(options.kubeconfigPaths, options.surroundings ?? ownSurroundings());
  if (source.type === 'none') return { type: 'none', looked: source.looked };
  const found = contextOf(source, options.context);
  if (!found.ok) return { type: 'complaint', complaint: found.complaint };
  const place = endpointOf(found.context, new Date());
  if (!place.ok) return { type: 'complaint', complaint: place.complaint };
  const { name } = found.context;
  return { type: 'cluster', source, context: name, server: place.endpoint.server.origin };
};

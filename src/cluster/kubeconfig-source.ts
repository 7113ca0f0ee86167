import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Where the words for a cluster come from: environment and folders are parameters so that a test needs no machine. */
export type Surroundings = {
  environment: Readonly<Record<string, string | undefined>>;
  home: string;
  /** Where Kubernetes mounts a pod's service account. */
  serviceAccount: string;
};

/** The process's own surroundings. */
export const ownSurroundings = (): Surroundings => ({
  environment: process.env,
  home: homedir(),
  serviceAccount: '/var/run/secrets/kubernetes.io/serviceaccount',
});

/**
 * `files`: kubeconfig files, first wins; `listed` ones may be missing, as kubectl allows for the parts of `KUBECONFIG`.
 * `in-cluster`: the service account of the pod this runs in. `none`: nothing was found, `looked` says where.
 */
export type KubeconfigSource =
  | { type: 'files'; files: string[]; listed: boolean }
  | { type: 'in-cluster'; server: string; folder: string }
  | { type: 'none'; looked: string[] };

/**
 * Which configuration holds: the given paths, else `KUBECONFIG`, else `~/.kube/config`, else the service account.
 * The order is kubectl's: https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 */
export const kubeconfigSource = (paths: readonly string[] | null, around: Surroundings): KubeconfigSource => {
  if (paths !== null) return { type: 'files', files: [...paths], listed: false };
  const listed = (around.environment['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '');
  if (listed.length > 0) return { type: 'files', files: listed, listed: true };
  const own = join(around.home, '.kube', 'config');
  if (existsSync(own)) return { type: 'files', files: [own], listed: false };
  const host = around.environment['KUBERNETES_SERVICE_HOST'];
  const port = around.environment['KUBERNETES_SERVICE_PORT'] ?? '443';
  if (host !== undefined && host !== '' && existsSync(join(around.serviceAccount, 'token'))) {
    const name = host.includes(':') ? `[${host}]` : host;
    return { type: 'in-cluster', server: `https://${name}:${port}`, folder: around.serviceAccount };
  }
  return { type: 'none', looked: ['KUBECONFIG', own, join(around.serviceAccount, 'token')] };
};

import type { KindName } from '../../facts/objects.ts';
import type { Layout } from './place.ts';
import { stem } from './place.ts';

/** https://github.com/kubernetes/kubectl/blob/master/pkg/cmd/clusterinfo/clusterinfo_dump.go */
const lists: Readonly<Record<string, KindName>> = {
  events: 'Event',
  'replication-controllers': 'ReplicationController',
  services: 'Service',
  daemonsets: 'DaemonSet',
  deployments: 'Deployment',
  replicasets: 'ReplicaSet',
  pods: 'Pod',
};

/**
 * The folders that `kubectl cluster-info dump --output-directory` wrote: those with a list of nodes beside a folder that
 * holds both events and pods. Each ends with a slash; the empty one is the folder that was named.
 */
export const dumpRoots = (paths: readonly string[]): string[] => {
  const known = new Set(paths);
  const has = (base: string): boolean => known.has(`${base}.json`) || known.has(`${base}.yaml`);
  const roots = paths.flatMap((path) => {
    const base = /^(.*?)[^/]+\/events\.(?:json|yaml)$/.exec(path);
    const folder = path.slice(0, path.lastIndexOf('/'));
    const root = base === null ? null : folder.slice(0, folder.lastIndexOf('/') + 1);
    return root !== null && has(`${folder}/pods`) && has(`${root}nodes`) ? [root] : [];
  });
  return [...new Set(roots)];
};

/** What `kubectl cluster-info dump` wrote below one of its folders. */
export const clusterDump =
  (roots: readonly string[]): Layout =>
  (path) => {
    const whole = path.join('/');
    const root = roots.find((each) => whole.startsWith(each));
    if (root === undefined) return null;
    const parts = whole.slice(root.length).split('/');
    const [namespace = '', second = '', third] = parts;
    const file = stem(parts.at(-1) ?? '', '.json', '.yaml');
    if (parts.length === 1 && file === 'nodes')
      return { holds: 'objects', kind: 'Node', namespace: null, name: null, whole: true };
    if (parts.length === 3 && third === 'logs.txt')
      return { holds: 'log', namespace, pod: second, container: null, previous: false, timed: false };
    const kind = file !== null && Object.hasOwn(lists, file) ? lists[file] : undefined;
    if (parts.length !== 2 || kind === undefined) return null;
    return { holds: 'objects', kind, namespace, name: null, whole: true };
  };

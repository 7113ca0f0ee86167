import { kinds } from '../../facts/kinds.ts';
import type { Layout, Place } from './place.ts';
import { kindByPlural, stem } from './place.ts';

const groups = new Set(kinds.map(({ group }) => group));

/** `core` stands for the group without a name; any other is a group of Kubernetes or the domain of somebody else's. */
const isGroup = (word: string): boolean => word === 'core' || word.includes('.') || groups.has(word);

/** `GROUP/RESOURCE.yaml`, a list, or `GROUP/RESOURCE/NAME.yaml`, one object. */
const objectsAt = (parts: readonly string[], namespace: string | null): Place | null => {
  const [group = '', second = '', third] = parts;
  const file = stem(third ?? second, '.yaml', '.yml', '.json');
  if (parts.length < 2 || parts.length > 3 || file === null || !isGroup(group)) return null;
  const resource = third === undefined ? file : second;
  const kind = kindByPlural(resource, group === 'core' ? '' : group);
  // A folder of manifests can look much the same: only what Kubernetes names so tells a bundle.
  if (kind === null && !group.includes('.')) return null;
  const name = third === undefined ? null : file;
  // What stands outside of namespaces is gathered one file for each object, all of them.
  return { holds: 'objects', kind, namespace, name, whole: name === null || namespace === null };
};

/** `POD/POD.yaml`, or `POD/CONTAINER/CONTAINER/logs/current.log`. */
const podAt = (parts: readonly string[], namespace: string): Place | null => {
  const [pod = '', container = '', again, logs, file = ''] = parts;
  if (parts.length === 2 && stem(container, '.yaml') === pod)
    return { holds: 'objects', kind: 'Pod', namespace, name: pod, whole: false };
  if (parts.length !== 5 || container !== again || logs !== 'logs') return null;
  if (file !== 'current.log' && file !== 'previous.log') return null;
  return { holds: 'log', namespace, pod, container, previous: file === 'previous.log', timed: true };
};

/**
 * What `oc adm inspect` writes, and with it every OpenShift must-gather, wherever in the path it begins.
 * https://github.com/openshift/oc/tree/master/pkg/cli/admin/inspect
 */
export const mustGather: Layout = (path) => {
  const cluster = path.lastIndexOf('cluster-scoped-resources');
  if (cluster >= 0) return objectsAt(path.slice(cluster + 1), null);
  const namespaces = path.lastIndexOf('namespaces');
  const namespace = path[namespaces + 1];
  if (namespaces < 0 || namespace === undefined) return null;
  const rest = path.slice(namespaces + 2);
  if (rest.length === 1 && stem(rest[0] ?? '', '.yaml') === namespace)
    return { holds: 'objects', kind: 'Namespace', namespace: null, name: namespace, whole: false };
  return rest[0] === 'pods' ? podAt(rest.slice(1), namespace) : objectsAt(rest, namespace);
};

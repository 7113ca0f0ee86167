import type { KindName } from '../../facts/objects.ts';
import type { Layout, Place } from './place.ts';
import { kindByPlural, stem } from './place.ts';

/**
 * The folders and files of `cluster-resources` that are not called as the API calls their kind.
 * https://github.com/replicatedhq/troubleshoot/blob/main/pkg/constants/constants.go
 */
const folders: Readonly<Record<string, KindName>> = {
  ingress: 'Ingress',
  pvcs: 'PersistentVolumeClaim',
  pvs: 'PersistentVolume',
  'pod-disruption-budgets': 'PodDisruptionBudget',
  'network-policy': 'NetworkPolicy',
  'resource-quota': 'ResourceQuota',
  'storage-classes': 'StorageClass',
  'custom-resource-definitions': 'CustomResourceDefinition',
  // Some versions put ReplicaSets into a folder of this name.
  'statefulsets-errors.json': 'ReplicaSet',
};

const kindOfFolder = (word: string): KindName | null =>
  Object.hasOwn(folders, word) ? (folders[word] ?? null) : kindByPlural(word);

/** `NS/POD/CONTAINER.log`, `NS/POD/CONTAINER-previous.log`, or `NS/POD.log` for a pod of one container. */
const logAt = (parts: readonly string[]): Place | null => {
  const [namespace = '', pod = '', file = ''] = parts;
  const container = stem(file, '-previous.log', '.log');
  if (parts.length !== 3 || container === null || file.endsWith('-logs-errors.log')) return null;
  const previous = file.endsWith('-previous.log');
  return { holds: 'log', namespace, pod, container, previous, timed: false };
};

const customAt = (parts: readonly string[]): Place | null => {
  const file = stem(parts.at(-1) ?? '', '.yaml', '.yml', '.json');
  if (file === null || file.endsWith('-errors') || parts.length > 2) return null;
  const namespace = parts.length === 2 ? file : null;
  return { holds: 'objects', kind: null, namespace, name: null, whole: true };
};

/**
 * A support bundle of troubleshoot.sh, from its folder `cluster-resources` on.
 * https://troubleshoot.sh/docs/collect/cluster-resources/
 */
export const supportBundle: Layout = (path) => {
  const at = path.lastIndexOf('cluster-resources');
  if (at < 0) return null;
  const [first = '', second, ...rest] = path.slice(at + 1);
  if (first === 'custom-resources') return customAt(path.slice(at + 2));
  if (first === 'pods' && second === 'logs') return logAt(rest);
  if (second === undefined) {
    const failed = stem(first, '-errors.json');
    const refused = failed === null ? null : kindOfFolder(failed);
    if (failed !== null) return refused === null ? null : { holds: 'errors', kind: refused };
    const kind = kindOfFolder(stem(first, '.json') ?? first);
    return kind === null ? null : { holds: 'objects', kind, namespace: null, name: null, whole: true };
  }
  const kind = kindOfFolder(first);
  const namespace = stem(second, '.json');
  if (kind === null || namespace === null || rest.length > 0) return null;
  return { holds: 'objects', kind, namespace, name: null, whole: true };
};

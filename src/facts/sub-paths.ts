import type { Facts } from './facts.ts';
import { nearest } from './near.ts';
import type { Container } from './objects.ts';
import type { ContainerView } from './pods.ts';

export type VolumeMount = NonNullable<Container['volumeMounts']>[number];
type Source = { kind: 'ConfigMap' | 'Secret'; name: string };

/** The ConfigMap or Secret that a mount takes one key of by its subPath; null where it is no such mount. */
export const subPathSource = (view: ContainerView, mount: VolumeMount): Source | null => {
  if (mount.subPath === undefined) return null;
  const volume = view.pod.spec?.volumes?.find(({ name }) => name === mount.name);
  if (volume?.configMap?.name !== undefined && volume.configMap.items === undefined)
    return { kind: 'ConfigMap', name: volume.configMap.name };
  if (volume?.secret?.secretName !== undefined && volume.secret.items === undefined)
    return { kind: 'Secret', name: volume.secret.secretName };
  return null;
};

/** A subPath that is no key of its ConfigMap or Secret, in words; null where it is one or the keys were not read. */
export const missingSubPathKey = (facts: Facts, view: ContainerView, mount: VolumeMount): string | null => {
  const source = subPathSource(view, mount);
  const held = facts.keys.find(
    ({ kind, namespace, name }) =>
      kind === source?.kind && name === source.name && namespace === view.ref.namespace,
  );
  const key = mount.subPath ?? '';
  if (source === null || held === undefined || held.keys.includes(key)) return null;
  const [near] = nearest(key, held.keys, 1);
  return `${source.kind} ${source.name} has no key ${key}${near === undefined ? '' : `; it has ${near}`}`;
};

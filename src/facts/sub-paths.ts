import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import { nearest } from './near.ts';
import type { Container } from './objects.ts';
import type { ContainerView } from './pods.ts';
import { troublesOf } from './troubles.ts';
import type { Trouble } from './troubles.ts';

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

/**
 * A subPath that is no key of its ConfigMap or Secret: what holds no such key, and the nearest it holds (or null). Null where
 * it is a key, or the keys were not read.
 */
export type MissingKey = Source & { key: string; near: string | null; keys: readonly string[] };

export const missingSubPathKey = (
  facts: Facts,
  view: ContainerView,
  mount: VolumeMount,
): MissingKey | null => {
  const source = subPathSource(view, mount);
  const held = facts.keys.find(
    ({ kind, namespace, name }) =>
      kind === source?.kind && name === source.name && namespace === view.ref.namespace,
  );
  const key = mount.subPath ?? '';
  if (source === null || held === undefined || held.keys.includes(key)) return null;
  return { ...source, key, near: nearest(key, held.keys, 1)[0] ?? null, keys: held.keys };
};

/** `ConfigMap web has no key ngnix.conf; it has nginx.conf`. */
export const missingKeyWords = ({ kind, name, key, near }: MissingKey): string =>
  `${kind} ${name} has no key ${key}${near === null ? '' : `; it has ${near}`}`;

/**
 * A container that runs and is in trouble with an empty folder where it should have a file: the kubelet makes a folder of a
 * subPath that is not there (https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath).
 */
export type EmptyMount = { trouble: Trouble; mount: VolumeMount; missing: MissingKey };

export const emptyMounts = once((facts: Facts): EmptyMount[] =>
  troublesOf(facts).flatMap((trouble) =>
    (trouble.view.spec?.volumeMounts ?? []).flatMap((mount): EmptyMount[] => {
      const missing = missingSubPathKey(facts, trouble.view, mount);
      return missing === null ? [] : [{ trouble, mount, missing }];
    }),
  ),
);

import { heldKeys } from './config-keys.ts';
import type { Facts } from './facts.ts';
import type { Pod } from './objects.ts';
import type { ContainerView } from './pods.ts';

export type Volume = NonNullable<NonNullable<Pod['spec']>['volumes']>[number];

/** The mount that a path of a container lies in, and its volume. `below` is the path seen from there, `app/config.yaml`. */
export type MountedPath = { at: string; volume: Volume; below: string; readOnly: boolean };

/** Where the path of a file leads: the innermost mount counts. Null where it is a file of the image. */
export const mountedPath = (view: ContainerView, path: string): MountedPath | null => {
  const inside = (view.spec?.volumeMounts ?? []).flatMap((mount): MountedPath[] => {
    const at = (mount.mountPath ?? '').replace(/\/+$/, '');
    const volume = view.pod.spec?.volumes?.find(({ name }) => name === mount.name);
    if (at === '' || volume === undefined || !`${path}/`.startsWith(`${at}/`)) return [];
    const below = path.slice(at.length + 1);
    return [
      {
        at,
        volume,
        below:
          mount.subPath === undefined ? below : [mount.subPath, below].filter((one) => one !== '').join('/'),
        readOnly: mount.readOnly === true,
      },
    ];
  });
  return inside.toSorted((a, b) => b.at.length - a.at.length)[0] ?? null;
};

/** A ConfigMap or Secret in a volume, with the paths of its files as far as they are known. */
export type Source = { kind: 'ConfigMap' | 'Secret'; name: string; files: string[] | null };

type Item = { path?: string | undefined };

/** What a volume takes from ConfigMaps and Secrets; empty where it is of another type. */
export const sourcesOf = (facts: Facts, { pod }: ContainerView, volume: Volume): Source[] => {
  const namespace = pod.metadata?.namespace ?? null;
  const source = (kind: Source['kind'], name: string | undefined, items?: readonly Item[]): Source[] =>
    name === undefined
      ? []
      : [
          {
            kind,
            name,
            files: items?.map(({ path = '' }) => path) ?? heldKeys(facts, { kind, namespace, name }),
          },
        ];
  return [
    ...source('ConfigMap', volume.configMap?.name, volume.configMap?.items),
    ...source('Secret', volume.secret?.secretName, volume.secret?.items),
    ...(volume.projected?.sources ?? []).flatMap(({ configMap, secret }) => [
      ...source('ConfigMap', configMap?.name, configMap?.items),
      ...source('Secret', secret?.name, secret?.items),
    ]),
  ];
};

/** Whether a volume is of a type that containers can write to: files of the API and of images are read-only. */
export const takesWrites = ({ configMap, secret, projected, downwardAPI, image }: Volume): boolean =>
  [configMap, secret, projected, downwardAPI, image].every((source) => source === undefined);

const types = ['emptyDir', 'hostPath', 'nfs', 'csi', 'ephemeral', 'downwardAPI', 'image'] as const;

/** What a volume is, for a sentence: `claim data`, `hostPath /var/lib/app`, `emptyDir`. */
export const volumeWords = (volume: Volume): string => {
  if (volume.persistentVolumeClaim !== undefined) return `claim ${volume.persistentVolumeClaim.claimName}`;
  if (volume.hostPath !== undefined) return `hostPath ${volume.hostPath.path}`;
  if (volume.configMap !== undefined) return `ConfigMap ${volume.configMap.name ?? ''}`;
  if (volume.secret !== undefined) return `Secret ${volume.secret.secretName ?? ''}`;
  return types.find((type) => volume[type] !== undefined) ?? 'projected';
};

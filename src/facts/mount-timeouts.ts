import type { ObjectRef } from '../answer.ts';
import { eventsOf } from './events.ts';
import type { ApiEvent } from './events.ts';
import type { Facts } from './facts.ts';
import type { Pod } from './objects.ts';
import { isBeingCreated } from './pods.ts';
import { refOf } from './refs.ts';

type Volume = NonNullable<NonNullable<Pod['spec']>['volumes']>[number];

/** What a volume reads, where that is one object of the API; `optional` where the pod starts without it. */
export type VolumeSource = { ref: ObjectRef; optional: boolean };

/** A volume that the kubelet waited for in vain, by its name in the pod. */
export type UnmountedVolume = { volume: string; sources: VolumeSource[]; event: ApiEvent };

/** The objects a volume reads: its own, or those of a projected volume. */
const sourcesOf = (pod: Pod, volume: Volume | undefined): VolumeSource[] => {
  const { namespace } = refOf('Pod', pod);
  const source = (kind: string, name: string | undefined, optional = false): VolumeSource[] =>
    name === undefined ? [] : [{ ref: { kind, namespace, name }, optional }];
  return [
    ...source('ConfigMap', volume?.configMap?.name, volume?.configMap?.optional),
    ...source('Secret', volume?.secret?.secretName, volume?.secret?.optional),
    ...source('PersistentVolumeClaim', volume?.persistentVolumeClaim?.claimName),
    ...source('Secret', volume?.csi?.nodePublishSecretRef?.name),
    ...(volume?.projected?.sources ?? []).flatMap(({ configMap, secret }) => [
      ...source('ConfigMap', configMap?.name, configMap?.optional),
      ...source('Secret', secret?.name, secret?.optional),
    ]),
  ];
};

/** The volumes of a pod that is not created yet which the newest sum of the kubelet's tries names as not mounted. */
export const unmountedVolumes = (facts: Facts, pod: Pod): UnmountedVolume[] => {
  if (!isBeingCreated(pod)) return [];
  for (const event of eventsOf(facts, refOf('Pod', pod), 'FailedMount')) {
    const names = /unmounted volumes=\[([^\]]+)\]/.exec(event.message ?? '')?.[1];
    if (names !== undefined)
      return names.split(/[\s,]+/).map((volume) => ({
        volume,
        sources: sourcesOf(
          pod,
          pod.spec?.volumes?.find(({ name }) => name === volume),
        ),
        event,
      }));
  }
  return [];
};

/** `volume certs (Secret web-tls)`; of several the first, and how many more. */
export const unmountedTitle = ([first, ...more]: readonly UnmountedVolume[]): string => {
  const of = first?.sources.map(({ ref }) => `${ref.kind} ${ref.name}`).join(', ') ?? '';
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  return `volume ${first?.volume ?? ''}${of === '' ? '' : ` (${of})`}${others}`;
};

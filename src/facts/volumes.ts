import type { Claim } from './claims.ts';
import { classOf } from './claims.ts';
import type { Facts } from './facts.ts';
import type { ObjectOf } from './objects.ts';
import { quantity } from './quantities.ts';
import { matches } from './selectors.ts';

type Volume = ObjectOf['PersistentVolume'];

/** Bytes; undefined where a side does not say. */
const sizeOf = (text: string | undefined): number | undefined => quantity(text);

/**
 * What keeps a volume from serving a claim, a phrase each; none where it fits.
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding
 */
const misfits = (claim: Claim, volume: Volume): string[] => {
  const asked = claim.spec;
  const has = volume.spec;
  const wanted = sizeOf(asked?.resources?.requests?.['storage']);
  const offered = sizeOf(has?.capacity?.['storage']);
  const modes = (asked?.accessModes ?? []).filter((mode) => !(has?.accessModes ?? []).includes(mode));
  const owner = has?.claimRef;
  const reserved =
    owner !== undefined &&
    (owner.name !== claim.metadata?.name ||
      owner.namespace !== claim.metadata?.namespace ||
      (owner.uid !== undefined && owner.uid !== claim.metadata?.uid));
  const phase = volume.status?.phase ?? 'Available';
  return [
    ...((classOf(claim) ?? '') === (has?.storageClassName ?? '')
      ? []
      : [`its class is ${has?.storageClassName ?? 'none'}`]),
    ...(wanted === undefined || offered === undefined || offered >= wanted
      ? []
      : [`it holds ${has?.capacity?.['storage'] ?? ''} of ${asked?.resources?.requests?.['storage'] ?? ''}`]),
    ...(modes.length === 0
      ? []
      : [`it allows ${(has?.accessModes ?? []).join(', ') || 'nothing'} and not ${modes.join(', ')}`]),
    ...((asked?.volumeMode ?? 'Filesystem') === (has?.volumeMode ?? 'Filesystem')
      ? []
      : [`its mode is ${has?.volumeMode ?? 'Filesystem'}`]),
    ...(asked?.selector === undefined || matches(asked.selector, volume.metadata?.labels)
      ? []
      : ['its labels do not match the selector of the claim']),
    ...(reserved ? [`it is kept for claim ${owner.namespace ?? ''}/${owner.name ?? ''}`] : []),
    ...(phase === 'Available' || reserved ? [] : [`it is ${phase}`]),
  ];
};

/** The volume that comes nearest to serving a claim, and what keeps it from that. */
export const nearestVolume = (facts: Facts, claim: Claim): { volume: Volume; why: string[] } | undefined =>
  facts.objects.PersistentVolume.map((volume) => ({ volume, why: misfits(claim, volume) })).toSorted(
    (a, b) =>
      a.why.length - b.why.length ||
      (a.volume.metadata?.name ?? '').localeCompare(b.volume.metadata?.name ?? ''),
  )[0];

import type { Facts } from './facts.ts';
import type { ObjectOf, Pod } from './objects.ts';

export type Claim = ObjectOf['PersistentVolumeClaim'];

/** The claim that the scheduler says is not there, or null. */
export const missingClaim = (sentence: string): string | null =>
  /persistentvolumeclaim "([^"]+)" not found/.exec(sentence)?.[1] ?? null;

/** The names of the claims a pod mounts; the claim of an ephemeral volume bears the name of both. */
export const claimNames = ({ spec, metadata }: Pod): string[] =>
  (spec?.volumes ?? []).flatMap(({ name, persistentVolumeClaim, ephemeral }) =>
    ephemeral === undefined
      ? (persistentVolumeClaim?.claimName ?? [])
      : `${metadata?.name ?? ''}-${name ?? ''}`,
  );

/** The claims a pod mounts, as far as they exist. */
export const claimsOf = (facts: Facts, pod: Pod): Claim[] => {
  const names = claimNames(pod);
  return facts.objects.PersistentVolumeClaim.filter(
    ({ metadata }) => metadata?.namespace === pod.metadata?.namespace && names.includes(metadata?.name ?? ''),
  );
};

export const pendingClaims = (facts: Facts): Claim[] =>
  facts.objects.PersistentVolumeClaim.filter(
    ({ status, metadata }) => status?.phase === 'Pending' && metadata?.deletionTimestamp === undefined,
  );

/** The class a claim names; null where it names none, `''` where it asks for a volume without class. */
export const classOf = (claim: Claim): string | null =>
  claim.spec?.storageClassName ??
  claim.metadata?.annotations?.['volume.beta.kubernetes.io/storage-class'] ??
  null;

export const isDefault = ({ metadata }: ObjectOf['StorageClass']): boolean =>
  metadata?.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true';

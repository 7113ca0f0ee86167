import { eventsOf } from './events.ts';
import type { Facts } from './facts.ts';
import type { ObjectOf, Pod } from './objects.ts';
import { refOf } from './refs.ts';

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

/** The class that a claim is of, as far as it was read: the one it names, or the default. */
const knownClass = (facts: Facts, claim: Claim): ObjectOf['StorageClass'] | undefined => {
  const name = classOf(claim);
  return facts.objects.StorageClass.find((one) =>
    name === null ? isDefault(one) : one.metadata?.name === name,
  );
};

/**
 * Whether a claim wants a volume that somebody made by hand: it asks for no class, or one that makes none, or one that only
 * PersistentVolumes name. https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1
 */
export const wantsReadyVolume = (facts: Facts, claim: Claim): boolean => {
  const name = classOf(claim);
  if (name === null || name === '') return name === '';
  const known = knownClass(facts, claim);
  return known === undefined
    ? facts.objects.PersistentVolume.some(({ spec }) => spec?.storageClassName === name)
    : known.provisioner === 'kubernetes.io/no-provisioner';
};

const isMounted = (facts: Facts, { metadata }: Claim): boolean =>
  facts.objects.Pod.some(
    (pod) =>
      pod.metadata?.namespace === metadata?.namespace && claimNames(pod).includes(metadata?.name ?? ''),
  );

/** A claim whose volume is made when a pod mounts it: by the controller's own word, or by its class while no pod does. */
export const waitsForConsumer = (facts: Facts, claim: Claim): boolean =>
  claim.status?.phase === 'Pending' &&
  (eventsOf(facts, refOf('PersistentVolumeClaim', claim), 'WaitForFirstConsumer').length > 0 ||
    (knownClass(facts, claim)?.volumeBindingMode === 'WaitForFirstConsumer' && !isMounted(facts, claim)));

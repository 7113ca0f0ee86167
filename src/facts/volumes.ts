import type { Claim } from './claims.ts';
import { classOf } from './claims.ts';
import type { Facts } from './facts.ts';
import { labelsShown } from './node-demands.ts';
import type { ObjectOf } from './objects.ts';
import { quantity } from './quantities.ts';
import { matches, toQuery } from './selectors.ts';

type Volume = ObjectOf['PersistentVolume'];

/** Bytes; undefined where a side does not say. */
const sizeOf = (text: string | undefined): number | undefined => quantity(text);

/** What keeps a volume from serving a claim; `weight` says how far it is from that. */
type Misfit = { text: string; weight: number };

const classMisfit = (claim: Claim, { spec }: Volume): Misfit[] =>
  (classOf(claim) ?? '') === (spec?.storageClassName ?? '')
    ? []
    : [{ text: `its class is ${spec?.storageClassName ?? 'none'}`, weight: 5 }];

const sizeMisfit = (claim: Claim, { spec }: Volume): Misfit[] => {
  const asked = claim.spec?.resources?.requests?.['storage'];
  const has = spec?.capacity?.['storage'];
  const [wanted, offered] = [sizeOf(asked), sizeOf(has)];
  return wanted === undefined || offered === undefined || offered >= wanted
    ? []
    : [{ text: `it holds ${has ?? ''} of ${asked ?? ''}`, weight: 2 }];
};

const modeMisfits = (claim: Claim, { spec }: Volume): Misfit[] => {
  const allowed = spec?.accessModes ?? [];
  const lacking = (claim.spec?.accessModes ?? []).filter((mode) => !allowed.includes(mode));
  const mode = spec?.volumeMode ?? 'Filesystem';
  return [
    ...(lacking.length === 0
      ? []
      : [{ text: `it allows ${allowed.join(', ') || 'nothing'} and not ${lacking.join(', ')}`, weight: 2 }]),
    ...((claim.spec?.volumeMode ?? 'Filesystem') === mode
      ? []
      : [{ text: `its mode is ${mode}`, weight: 2 }]),
  ];
};

const selectorMisfit = (claim: Claim, { metadata }: Volume): Misfit[] => {
  const selector = claim.spec?.selector;
  if (selector === undefined || matches(selector, metadata?.labels)) return [];
  const keys = [
    ...Object.keys(selector.matchLabels ?? {}),
    ...(selector.matchExpressions ?? []).flatMap(({ key }) => key ?? []),
  ];
  return [
    {
      text: `it has ${labelsShown(metadata?.labels, keys)}, and the claim selects ${toQuery(selector)}`,
      weight: 1,
    },
  ];
};

const ownerMisfit = (claim: Claim, { spec, status }: Volume): Misfit[] => {
  const owner = spec?.claimRef;
  const phase = status?.phase ?? 'Available';
  const reserved =
    owner !== undefined &&
    (owner.name !== claim.metadata?.name ||
      owner.namespace !== claim.metadata?.namespace ||
      (owner.uid !== undefined && owner.uid !== claim.metadata?.uid));
  const named = `claim ${owner?.namespace ?? ''}/${owner?.name ?? ''}`;
  if (reserved && phase === 'Released')
    return [{ text: `it is Released, its claimRef still names the deleted ${named}`, weight: 1 }];
  if (reserved) return [{ text: `it is kept for ${named}`, weight: 3 }];
  return phase === 'Available' ? [] : [{ text: `it is ${phase}`, weight: 3 }];
};

const misfits = (claim: Claim, volume: Volume): Misfit[] => [
  ...classMisfit(claim, volume),
  ...sizeMisfit(claim, volume),
  ...modeMisfits(claim, volume),
  ...selectorMisfit(claim, volume),
  ...ownerMisfit(claim, volume),
];

/** The volumes a claim can have at all: the one it names, or those of its class. */
const candidates = (facts: Facts, claim: Claim): Volume[] => {
  const own = claim.spec?.volumeName ?? '';
  return facts.objects.PersistentVolume.filter(({ metadata, spec }) =>
    own === '' ? (spec?.storageClassName ?? '') === (classOf(claim) ?? '') : metadata?.name === own,
  );
};

/** A volume, and what keeps it from serving a claim, a phrase each; none where it fits. */
export type Near = { volume: Volume; why: string[] };

/**
 * The volume of its class that comes nearest to serving a claim; undefined where there is none.
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding
 */
export const nearestVolume = (facts: Facts, claim: Claim): Near | undefined => {
  const [first] = candidates(facts, claim)
    .map((volume) => {
      const all = misfits(claim, volume);
      return { volume, all, weight: all.reduce((sum, { weight }) => sum + weight, 0) };
    })
    .toSorted(
      (a, b) =>
        a.weight - b.weight || (a.volume.metadata?.name ?? '').localeCompare(b.volume.metadata?.name ?? ''),
    );
  return first === undefined ? undefined : { volume: first.volume, why: first.all.map(({ text }) => text) };
};

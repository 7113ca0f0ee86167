import { claimsOf, classOf } from '../claims.ts';
import type { Claim } from '../claims.ts';
import type { Facts } from '../facts.ts';
import { meetsTerms, ruleText } from '../node-demands.ts';
import type { ObjectOf, Pod } from '../objects.ts';

type Node = ObjectOf['Node'];
type Labels = { [key: string]: string | undefined };

/** Where a volume of a pod can be used, and how the API says it. `volume` is null before there is one. */
export type Reach = {
  claim: string;
  volume: string | null;
  quote: string;
  reaches: (node: Node) => boolean;
};

const zoneKeys = [
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
];

/** A volume says where it is by its node affinity, or by zone labels, in which `__` parts several zones. */
const ofVolume = (claim: string, volume: ObjectOf['PersistentVolume']): Reach | null => {
  const terms = volume.spec?.nodeAffinity?.required?.nodeSelectorTerms ?? [];
  const zones = zoneKeys.flatMap((key) => {
    const value = volume.metadata?.labels?.[key];
    return value === undefined ? [] : [{ key, values: value.split('__') }];
  });
  if (terms.length === 0 && zones.length === 0) return null;
  const quote = [
    ...terms.map(({ matchExpressions = [] }) => matchExpressions.map(ruleText).join(' and ')),
    ...zones.map(({ key, values }) => `label ${key}=${values.join('__')}`),
  ].join(' or ');
  const inZones = (labels: Labels = {}): boolean =>
    zones.every(({ key, values }) => {
      const here = labels[key];
      return here === undefined || values.includes(here);
    });
  return {
    claim,
    volume: volume.metadata?.name ?? '',
    quote,
    reaches: (node) => meetsTerms(terms, node) && inZones(node.metadata?.labels),
  };
};

/** A class that may only make volumes in some places; https://kubernetes.io/docs/concepts/storage/storage-classes/#allowed-topologies */
const ofClass = (claim: string, storageClass: ObjectOf['StorageClass']): Reach | null => {
  const terms = (storageClass.allowedTopologies ?? []).map(({ matchLabelExpressions = [] }) => ({
    matchExpressions: matchLabelExpressions.map(({ key, values }) => ({ key, operator: 'In', values })),
  }));
  if (terms.length === 0 || storageClass.volumeBindingMode !== 'WaitForFirstConsumer') return null;
  const quote = terms
    .map(({ matchExpressions }) => matchExpressions.map(ruleText).join(' and '))
    .join(' or ');
  return { claim, volume: null, quote, reaches: (node) => meetsTerms(terms, node) };
};

const reachOf = (facts: Facts, claim: Claim): Reach | null => {
  const name = claim.metadata?.name ?? '';
  const { volumeName } = claim.spec ?? {};
  if (volumeName !== undefined && volumeName !== '') {
    const volume = facts.objects.PersistentVolume.find(({ metadata }) => metadata?.name === volumeName);
    return volume === undefined ? null : ofVolume(name, volume);
  }
  const wanted = classOf(claim);
  const storageClass = facts.objects.StorageClass.find(({ metadata }) => metadata?.name === wanted);
  return storageClass === undefined ? null : ofClass(name, storageClass);
};

/** The volumes of a pod that cannot be used on every node, as far as they were read. */
export const reachesOf = (facts: Facts, pod: Pod): Reach[] =>
  claimsOf(facts, pod).flatMap((claim) => reachOf(facts, claim) ?? []);

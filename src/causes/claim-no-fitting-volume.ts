import { classOf, pendingClaims, wantsReadyVolume } from '../facts/claims.ts';
import type { Claim } from '../facts/claims.ts';
import { claimNames } from '../facts/claims.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { couldSee } from '../facts/gaps.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import { toQuery } from '../facts/selectors.ts';
import { nearestVolume } from '../facts/volumes.ts';
import type { Near } from '../facts/volumes.ts';
import type { Cause, Found } from './cause.ts';

/** Where volumes are bound when a pod wants them, a claim without a pod only waits. */
const isWanted = (facts: Facts, claim: Claim): boolean => {
  const name = classOf(claim);
  const known = facts.objects.StorageClass.find(({ metadata }) => metadata?.name === name);
  return (
    known?.volumeBindingMode !== 'WaitForFirstConsumer' ||
    facts.objects.Pod.some(
      (pod) =>
        pod.metadata?.namespace === claim.metadata?.namespace &&
        claimNames(pod).includes(claim.metadata?.name ?? ''),
    )
  );
};

const wordsOf = (claim: Claim, near: Near | undefined): { summary: string; brief: string } => {
  const start = `PersistentVolumeClaim ${claim.metadata?.name ?? ''} finds no volume`;
  const wanted = classOf(claim) ?? '';
  const made = wanted === '' ? 'it asks for none to be made' : `class ${wanted} makes none by itself`;
  if (near === undefined) {
    const none = `${start}: ${made}, and there is no PersistentVolume ${wanted === '' ? 'without a class' : 'of it'}`;
    return { summary: none, brief: none };
  }
  const name = near.volume.metadata?.name ?? '';
  const [first, ...more] = near.why;
  const why = near.why.join('; ');
  // One thing in the way is all that has to change.
  const said =
    more.length === 0 ? `${name} would fit, but ${first ?? ''}` : `the nearest is ${name}, but ${why}`;
  return { summary: `${start}: ${made}; ${said}`, brief: `${start}: ${said}` };
};

const remedyOf = (near: Near | undefined): Found['remedies'][number] => {
  if (near === undefined)
    return {
      title: 'Make a PersistentVolume of that class and size, or name a class that provisions',
      command: null,
      action: null,
    };
  const name = near.volume.metadata?.name ?? '';
  return near.why.length === 1 && near.volume.status?.phase === 'Released'
    ? {
        title: 'If the data on it may go to this claim, free it; else make another PersistentVolume',
        command: kubectl(
          null,
          'patch',
          'pv',
          name,
          '--type',
          'json',
          '-p',
          '[{"op":"remove","path":"/spec/claimRef"}]',
        ),
        action: null,
      }
    : {
        title: `Make a PersistentVolume that fits, or mend what keeps ${name} from it`,
        command: null,
        action: null,
      };
};

const found = (facts: Facts, claim: Claim): Found[] => {
  const object = refOf('PersistentVolumeClaim', claim);
  const size = claim.spec?.resources?.requests?.['storage'] ?? 'any size';
  const near = nearestVolume(facts, claim);
  if (near !== undefined && near.why.length === 0) return [];
  const event = eventsOf(facts, object, 'FailedBinding', 'ProvisioningFailed')[0];
  const selector = claim.spec?.selector === undefined ? '' : `, selector ${toQuery(claim.spec.selector)}`;
  const wants = `${size}, ${(claim.spec?.accessModes ?? []).join(', ')}, class ${classOf(claim) || 'none'}${selector}`;
  return [
    {
      severity: 'critical',
      confidence: 'certain',
      object,
      ...wordsOf(claim, near),
      effect: `claim ${object.name} has no volume`,
      evidence: [
        ...(event === undefined ? [] : [eventEvidence(object, event)]),
        specEvidence(object, `wants ${wants}`),
        ...(near === undefined
          ? []
          : [specEvidence(refOf('PersistentVolume', near.volume), `does not fit: ${near.why.join('; ')}`)]),
      ],
      remedies: [remedyOf(near)],
      fingerprint: `${object.namespace ?? ''}/${object.name}`,
    },
  ];
};

export const claimNoFittingVolume: Cause = {
  id: 'claim-no-fitting-volume',
  title: 'No volume fits the claim, and none is made for it',
  rulesOut: 'storage',
  signal:
    'The claim is Pending, its class has the provisioner kubernetes.io/no-provisioner (or it wants no class, or only volumes made by hand bear its class), and no PersistentVolume of its class agrees with it in size, access modes, mode, selector and reservation. The nearest one is named with what differs.',
  looksAt: ['PersistentVolumeClaim', 'PersistentVolume', 'StorageClass', 'Event', 'Pod'],
  about: ['PersistentVolumeClaim'],
  look: (facts) =>
    couldSee(facts, 'PersistentVolume') && couldSee(facts, 'StorageClass')
      ? pendingClaims(facts)
          .filter((claim) => wantsReadyVolume(facts, claim) && isWanted(facts, claim))
          .flatMap((claim) => found(facts, claim))
      : [],
};

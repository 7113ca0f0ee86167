import type { ObjectRef } from '../answer.ts';
import { overdueDeletions } from '../facts/deletions.ts';
import type { Deletion } from '../facts/deletions.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

const usersOf = (facts: Facts, claim: ObjectRef): ObjectRef[] =>
  facts.objects.Pod.filter(
    ({ metadata, spec, status }) =>
      metadata?.namespace === claim.namespace &&
      !['Succeeded', 'Failed'].includes(status?.phase ?? '') &&
      spec?.volumes?.some(
        (volume) =>
          volume.persistentVolumeClaim?.claimName === claim.name ||
          (volume.ephemeral !== undefined && `${metadata?.name ?? ''}-${volume.name ?? ''}` === claim.name),
      ) === true,
  ).map((pod) => refOf('Pod', pod));

const ownedKinds = ['ReplicaSet', 'Job', 'Pod'] as const;

/** The objects that hold their owner back while it is deleted in the foreground. */
const dependentsOf = (facts: Facts, uid: string | undefined): ObjectRef[] =>
  ownedKinds.flatMap((kind) =>
    facts.objects[kind]
      .filter(({ metadata }) =>
        metadata?.ownerReferences?.some((owner) => owner.uid === uid && owner.blockOwnerDeletion === true),
      )
      .map((object) => refOf(kind, object)),
  );

const found = (facts: Facts, { ref, metadata, at, finalizers }: Deletion): Found[] => {
  const inUse = finalizers.includes('kubernetes.io/pvc-protection');
  const foreground = finalizers.includes('foregroundDeletion');
  const held = inUse ? usersOf(facts, ref) : foreground ? dependentsOf(facts, metadata.uid) : [];
  const [first] = held;
  if (first === undefined) return [];
  const more = held.length > 1 ? ` and ${held.length - 1} more` : '';
  const which = `${first.kind} ${first.name}${more}`;
  return [
    {
      severity: 'warning',
      confidence: 'certain',
      object: ref,
      summary: inUse
        ? `${ref.kind} ${ref.name} is deleted but stays Terminating while ${which} use${held.length > 1 ? '' : 's'} it`
        : `${ref.kind} ${ref.name} is deleted but waits for what it owns: ${which} ${held.length > 1 ? 'are' : 'is'} still there`,
      effect: `${ref.kind} ${ref.name} stays Terminating`,
      evidence: [
        statusEvidence(ref, `deletionTimestamp: ${at}`, at),
        specEvidence(ref, `finalizers: ${finalizers.join(', ')}`),
      ],
      remedies: [
        {
          title: inUse
            ? `It goes when no pod uses it any more (its files go with it, where the volume's reclaim policy is Delete)`
            : 'It goes when they are gone: see what keeps them',
          command: kubectl(first.namespace, 'describe', first.kind.toLowerCase(), first.name),
          action: null,
        },
      ],
      follows: held,
      fingerprint: `${ref.kind} ${ref.namespace ?? ''}/${ref.name}`,
    },
  ];
};

export const deletionWaits: Cause = {
  id: 'deletion-waits',
  title: 'Deleted object waits for another',
  rulesOut: 'deletion',
  signal:
    'deletionTimestamp has passed; `kubernetes.io/pvc-protection` holds a claim while pods use it, `foregroundDeletion` an owner while what it owns is there. Which those are is told by volumes and owner references.',
  looksAt: ['Pod', 'PersistentVolumeClaim', 'ReplicaSet', 'Job'],
  about: ['PersistentVolumeClaim', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'],
  look: (facts) => overdueDeletions(facts).flatMap((deletion) => found(facts, deletion)),
};

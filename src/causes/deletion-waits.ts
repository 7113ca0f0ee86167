import type { ObjectRef } from '../answer.ts';
import { overdueDeletions } from '../facts/deletions.ts';
import type { Deletion } from '../facts/deletions.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

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
  if (!finalizers.includes('foregroundDeletion')) return [];
  const held = dependentsOf(facts, metadata.uid);
  const [first] = held;
  if (first === undefined) return [];
  const more = held.length > 1 ? ` and ${held.length - 1} more` : '';
  const which = `${first.kind} ${first.name}${more}`;
  return [
    {
      severity: 'warning',
      confidence: 'certain',
      object: ref,
      summary: `${ref.kind} ${ref.name} is deleted but waits for what it owns: ${which} ${held.length > 1 ? 'are' : 'is'} still there`,
      effect: `${ref.kind} ${ref.name} stays Terminating`,
      evidence: [
        statusEvidence(ref, `deletionTimestamp: ${at}`, at),
        specEvidence(ref, `finalizers: ${finalizers.join(', ')}`),
      ],
      remedies: [
        {
          title: 'It goes when they are gone: see what keeps them',
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
    'deletionTimestamp has passed, and the finalizer `foregroundDeletion` holds an owner while what it owns is there. Which that is owner references tell.',
  looksAt: ['Pod', 'ReplicaSet', 'Job'],
  about: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'],
  look: (facts) => overdueDeletions(facts).flatMap((deletion) => found(facts, deletion)),
};

import type { Evidence, ObjectRef, Remedy } from '../answer.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import { setRevisionsOf } from '../facts/set-revisions.ts';
import {
  isOrdered,
  isRollingUpdate,
  membersOf,
  partitionOf,
  revisionNamed,
  revisionTitle,
} from '../facts/statefulsets.ts';
import type { Member, StatefulSet } from '../facts/statefulsets.ts';
import { templateChanges } from '../facts/template-changes.ts';
import type { Cause, Found } from './cause.ts';

const found = (
  object: ObjectRef,
  { pod }: Member,
  what: string,
  effect: string,
  evidence: Evidence[],
  remedies: Remedy[],
): Found => ({
  severity: 'critical',
  confidence: 'certain',
  object,
  summary: what,
  effect,
  evidence,
  remedies,
  follows: [refOf('Pod', pod)],
  fingerprint: `${object.namespace ?? ''}/${object.name}`,
});

/** A pod of the new revision is broken, and the ones before it keep the old one. */
const rollout = (facts: Facts, set: StatefulSet, members: readonly Member[]): Found[] => {
  const held = members.find(({ isCurrent, isTroubled }) => isCurrent && isTroubled);
  const waiting = members.filter(({ isCurrent, ordinal }) => !isCurrent && ordinal >= partitionOf(set));
  if (held === undefined || waiting.length === 0 || !isRollingUpdate(set)) return [];
  const object = refOf('StatefulSet', set);
  const name = set.status?.updateRevision;
  const revision = revisionNamed(facts, set, name);
  const before = setRevisionsOf(facts, set).find(({ number }) => number < (revision?.number ?? 0));
  const updated = members.length - waiting.length;
  const serving = waiting.filter((member) => member.isReady).length;
  const title = revisionTitle(revision, name);
  return [
    found(
      object,
      held,
      `the rollout of StatefulSet ${object.name} to ${title} is stuck at pod ${held.pod.metadata?.name ?? ''}: ${updated} of ${members.length} pods updated, ${serving} still serve the revision before`,
      `the rollout of StatefulSet ${object.name} to ${title} is stuck (${updated} of ${members.length} pods updated)`,
      [
        ...(revision === undefined || before === undefined
          ? []
          : [
              specEvidence(
                object,
                `revision ${before.number} → ${revision.number}: ${templateChanges(before.template, revision.template).join('; ') || 'same template'}`,
              ),
            ]),
        statusEvidence(
          object,
          `updateRevision: ${name ?? 'none'}, currentRevision: ${set.status?.currentRevision ?? 'none'}, updatedReplicas: ${set.status?.updatedReplicas ?? 0}`,
        ),
      ],
      [
        {
          title: isOrdered(set)
            ? `Roll back, then delete pod ${held.pod.metadata?.name ?? ''}: a broken pod is not replaced by itself`
            : 'Roll back',
          command: kubectl(
            object.namespace,
            'rollout',
            'undo',
            `statefulset/${object.name}`,
            ...(before === undefined ? [] : [`--to-revision=${before.number}`]),
          ),
          action: null,
        },
      ],
    ),
  ];
};

/** A pod is not ready, and those after it are not made before it is. */
const creation = (set: StatefulSet, members: readonly Member[]): Found[] => {
  const wanted = set.spec?.replicas ?? 1;
  const held = members.find(({ isTroubled }) => isTroubled);
  const start = set.spec?.ordinals?.start ?? 0;
  const last = start + wanted - 1;
  if (held === undefined || !isOrdered(set) || members.length >= wanted || held.ordinal >= last) return [];
  const object = refOf('StatefulSet', set);
  const ready = members.filter((member) => member.isReady).length;
  const name = held.pod.metadata?.name ?? '';
  const after =
    last === held.ordinal + 1
      ? `pod ${object.name}-${last} is`
      : `pods ${object.name}-${held.ordinal + 1} to ${object.name}-${last} are`;
  const what = `${after} not made before pod ${name} of StatefulSet ${object.name} is ready: ${ready} of ${wanted} pods are ready`;
  return [
    found(
      object,
      held,
      what,
      what,
      [
        statusEvidence(
          object,
          `readyReplicas: ${set.status?.readyReplicas ?? 0}, replicas: ${set.status?.replicas ?? 0}, wanted: ${wanted}`,
        ),
        specEvidence(object, `podManagementPolicy: ${set.spec?.podManagementPolicy ?? 'OrderedReady'}`),
      ],
      [],
    ),
  ];
};

const capital = (one: Found): Found => ({
  ...one,
  summary: `${one.summary.charAt(0).toUpperCase()}${one.summary.slice(1)}`,
});

export const statefulsetStuck: Cause = {
  id: 'statefulset-stuck',
  title: 'StatefulSet waits for one of its pods',
  rulesOut: 'rollouts',
  signal:
    'The first pod of an ordered StatefulSet that is not ready keeps the ones after it from being made; a broken pod of the new revision keeps the ones before it on the old one. Its ControllerRevisions tell what changed.',
  looksAt: ['StatefulSet', 'Pod', 'ControllerRevision'],
  about: ['StatefulSet'],
  look: (facts) =>
    facts.objects.StatefulSet.flatMap((set) => {
      const members = membersOf(facts, set);
      const stuck = rollout(facts, set, members);
      return (stuck.length > 0 ? stuck : creation(set, members)).map(capital);
    }),
};

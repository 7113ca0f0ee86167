import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import {
  isOrdered,
  isRollingUpdate,
  membersOf,
  partitionOf,
  revisionNamed,
  revisionNameOf,
  revisionTitle,
} from '../facts/statefulsets.ts';
import { templateChanges } from '../facts/template-changes.ts';
import type { Cause } from './cause.ts';

/** https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback */
export const statefulsetRollbackTrap: Cause = {
  id: 'statefulset-rollback-trap',
  title: 'A broken pod keeps a StatefulSet from taking on its new revision',
  rulesOut: 'rollouts',
  signal:
    "A pod of an ordered StatefulSet is not ready and its controller-revision-hash is not the set's updateRevision: the controller waits for it to become ready before it replaces it, so that a rollback alone does not help. The pod must be deleted.",
  looksAt: ['StatefulSet', 'Pod', 'ControllerRevision'],
  about: ['StatefulSet'],
  look: (facts) =>
    facts.objects.StatefulSet.flatMap((set) => {
      if (!isOrdered(set) || !isRollingUpdate(set)) return [];
      const held = membersOf(facts, set).find(
        ({ isCurrent, isTroubled, ordinal }) => !isCurrent && isTroubled && ordinal >= partitionOf(set),
      );
      if (held === undefined) return [];
      const object = refOf('StatefulSet', set);
      const pod = refOf('Pod', held.pod);
      const [oldName, newName] = [revisionNameOf(held.pod), set.status?.updateRevision];
      const [old, wanted] = [revisionNamed(facts, set, oldName), revisionNamed(facts, set, newName)];
      const changes = templateChanges(old?.template, wanted?.template);
      const [from, to] = [revisionTitle(old, oldName), revisionTitle(wanted, newName)];
      const known = old !== undefined && wanted !== undefined;
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: `Pod ${pod.name} keeps ${from}, although StatefulSet ${object.name} wants ${to}: a broken pod is not replaced until it is deleted`,
          effect: `pod ${pod.name} is held on ${from} and StatefulSet ${object.name} cannot go to ${to} until the pod is deleted`,
          evidence: [
            statusEvidence(pod, `controller-revision-hash: ${oldName ?? 'none'}, not ready`),
            statusEvidence(
              object,
              `updateRevision: ${newName ?? 'none'}, updatedReplicas: ${set.status?.updatedReplicas ?? 0} of ${set.spec?.replicas ?? 1}`,
            ),
            ...(known
              ? [specEvidence(object, `${from} → ${to}: ${changes.join('; ') || 'same template'}`)]
              : []),
          ],
          remedies: [
            {
              title: `Delete the pod: it is made anew from ${to}`,
              command: kubectl(object.namespace, 'delete', 'pod', pod.name),
              action: null,
            },
          ],
          follows: [pod],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};

import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { outdatedPods } from '../facts/outdated-pods.ts';
import { refOf } from '../facts/refs.ts';
import { revisionNameOf } from '../facts/statefulsets.ts';
import type { Cause } from './cause.ts';

export const statefulsetRollbackTrap: Cause = {
  id: 'statefulset-rollback-trap',
  title: 'A broken pod keeps a StatefulSet from taking on its new revision',
  rulesOut: 'rollouts',
  signal:
    "A pod of an ordered StatefulSet is not ready and its controller-revision-hash is not the set's updateRevision: the controller waits for it to become ready before it replaces it, so that a rollback or a corrected template alone does not help. The pod must be deleted. Where the new template differs in what the pod is unwell in, that is the root, and there is nothing to mend for the old revision.",
  looksAt: ['StatefulSet', 'Pod', 'ControllerRevision'],
  about: ['StatefulSet'],
  look: (facts) =>
    outdatedPods(facts).map(({ set, pod: held, from, to, changes, isCorrected, trouble }) => {
      const object = refOf('StatefulSet', set);
      const pod = refOf('Pod', held);
      const what = `Pod ${pod.name} keeps ${from}${isCorrected ? ` (${trouble})` : ''}, although StatefulSet ${object.name} wants ${to}`;
      return {
        severity: 'critical',
        confidence: 'certain',
        object,
        summary: `${what}: a broken pod is not replaced until it is deleted`,
        brief: `${what}, until it is deleted`,
        effect: `pod ${pod.name} is held on ${from} and StatefulSet ${object.name} cannot go to ${to} until the pod is deleted`,
        evidence: [
          statusEvidence(pod, `controller-revision-hash: ${revisionNameOf(held) ?? 'none'}, not ready`),
          statusEvidence(
            object,
            `updateRevision: ${set.status?.updateRevision ?? 'none'}, updatedReplicas: ${set.status?.updatedReplicas ?? 0} of ${set.spec?.replicas ?? 1}`,
          ),
          ...(changes === null
            ? []
            : [specEvidence(object, `${from} → ${to}: ${changes.join('; ') || 'same template'}`)]),
        ],
        remedies: [
          {
            title: `Delete the pod: it is made anew from ${to}`,
            command: kubectl(object.namespace, 'delete', 'pod', pod.name),
            action: null,
          },
        ],
        ...(isCorrected ? { outdates: [pod] } : { follows: [pod] }),
        fingerprint: `${object.namespace ?? ''}/${object.name}`,
      };
    }),
};

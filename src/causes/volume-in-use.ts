import { claimNames, claimsOf } from '../facts/claims.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Pod } from '../facts/objects.ts';
import { unscheduledPods } from '../facts/placement/unscheduled.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** The claim that only one pod may use at a time, and the pod that uses it. */
const holderOf = (facts: Facts, pod: Pod): { claim: string; holder: Pod | undefined } => {
  const exclusive = claimsOf(facts, pod).filter(
    ({ spec }) => spec?.accessModes?.includes('ReadWriteOncePod') === true,
  );
  const names = exclusive.flatMap(({ metadata }) => metadata?.name ?? []);
  const holder = facts.objects.Pod.find(
    (other) =>
      other.metadata?.name !== pod.metadata?.name &&
      other.metadata?.namespace === pod.metadata?.namespace &&
      other.spec?.nodeName !== undefined &&
      other.status?.phase !== 'Succeeded' &&
      other.status?.phase !== 'Failed' &&
      claimNames(other).some((name) => names.includes(name)),
  );
  const claim =
    names.find((name) => holder !== undefined && claimNames(holder).includes(name)) ?? names[0] ?? '';
  return { claim, holder };
};

export const volumeInUse: Cause = {
  id: 'volume-in-use',
  title: 'Another pod holds a volume that only one pod may use',
  rulesOut: 'scheduling',
  signal:
    'PodScheduled is False and the scheduler says that a pod uses a claim with the access mode ReadWriteOncePod; the holder is named.',
  looksAt: ['Pod', 'Event', 'PersistentVolumeClaim'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'volume')
      .filter(({ refusals }) => refusals.some(({ text }) => text.includes('ReadWriteOncePod')))
      .map(({ pod, ref, evidence }) => {
        const { claim, holder } = holderOf(facts, pod);
        const name = holder?.metadata?.name;
        return {
          severity: 'critical',
          confidence: 'certain',
          object: ref,
          summary: `Pod ${ref.name} cannot be scheduled: PersistentVolumeClaim ${claim} is ReadWriteOncePod and ${name === undefined ? 'another pod' : `pod ${name}`} uses it`,
          effect: `pod ${ref.name} is not scheduled`,
          evidence: [
            ...evidence,
            ...(holder === undefined
              ? []
              : [
                  statusEvidence(
                    refOf('Pod', holder),
                    `mounts claim ${claim} on node ${holder.spec?.nodeName ?? '?'}${holder.metadata?.deletionTimestamp === undefined ? '' : `; being deleted, to be gone by ${holder.metadata.deletionTimestamp}`}`,
                  ),
                ]),
          ],
          remedies: [
            {
              title:
                'End the pod that holds it (a rollout needs strategy Recreate), or give the claim another access mode',
              command: name === undefined ? null : kubectl(ref.namespace, 'describe', 'pod', name),
              action: null,
            },
          ],
          fingerprint: `${ref.namespace ?? ''} ${claim}`,
        };
      }),
};

import { isAbsent } from '../facts/absence.ts';
import { claimNames, claimsOf, missingClaim } from '../facts/claims.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Pod } from '../facts/objects.ts';
import type { Refusal } from '../facts/placement/sentence.ts';
import { unscheduledPods } from '../facts/placement/unscheduled.ts';
import { reachesOf } from '../facts/placement/volume-reach.ts';
import { ageMs, familyOf, youthMs } from '../facts/pods.ts';
import type { Cause } from './cause.ts';

const toldElsewhere =
  /volume node affinity|PersistentVolume's node affinity|volume zone|ReadWriteOncePod|max volume count/;

/** The claim of an ephemeral volume is made a moment after its pod. */
const isBeingMade = (facts: Facts, pod: Pod, text: string): boolean =>
  text.includes('ephemeral volume controller') && ageMs(facts, pod) < youthMs;

const wordsFor = (text: string, named: string): string => {
  if (/unbound immediate/.test(text)) return `its ${named === '' ? 'claim' : named} is not bound`;
  const lost = /pvc\(s\) bound to non-existent pv/.test(text);
  if (lost) return `its ${named === '' ? 'claim' : named} is bound to a volume that does not exist`;
  if (/find available persistent volumes? to bind/.test(text))
    return `no free volume fits its ${named === '' ? 'claim' : named} on a node that would take the pod`;
  if (/enough free storage/.test(text))
    return `no node has the storage that its ${named === '' ? 'claim' : named} asks for`;
  return `${text}${named === '' ? '' : `: ${named} is not bound`}`;
};

export const unschedulableVolume: Cause = {
  id: 'unschedulable-volume',
  title: 'A claim that is not bound keeps the pod from every node',
  rulesOut: 'scheduling',
  signal:
    'PodScheduled is False for a claim that is unbound or for which no node has a volume or storage left. Why the claim is not bound is told of the claim.',
  looksAt: ['Pod', 'Event', 'PersistentVolumeClaim'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'volume')
      .filter(({ pod, sentence, refusals }) => {
        const nowhere = reachesOf(facts, pod).some(({ reaches }) => !facts.objects.Node.some(reaches));
        return (
          missingClaim(sentence) === null &&
          !refusals.some(({ text }: Refusal) => toldElsewhere.test(text)) &&
          !(nowhere && facts.objects.Node.length > 0)
        );
      })
      .map(({ pod, ref, refusals, evidence, others }) => {
        const bound = claimsOf(facts, pod)
          .filter(({ status }) => status?.phase === 'Bound')
          .flatMap(({ metadata }) => metadata?.name ?? []);
        // A claim that was not read is as likely the one that is meant.
        const pending = claimNames(pod).filter(
          (name) =>
            !bound.includes(name) &&
            !isAbsent(facts, 'PersistentVolumeClaim', { namespace: ref.namespace, name }),
        );
        const named = pending.length === 0 ? '' : `PersistentVolumeClaim ${pending.join(', ')}`;
        const text = refusals.find(({ problem }) => problem === 'volume')?.text ?? '';
        const short = `Pod ${ref.name} cannot be scheduled: ${wordsFor(text, named)}`;
        return {
          severity: isBeingMade(facts, pod, text) ? 'info' : 'critical',
          confidence: 'certain',
          object: ref,
          summary: `${short}${others}`,
          brief: short,
          effect: `pod ${ref.name} is not scheduled`,
          evidence,
          remedies: /to bind/.test(text)
            ? [
                {
                  title:
                    'Create a volume that fits (size, access mode, class, place), or use a class that makes volumes',
                  command: kubectl(null, 'get', 'pv'),
                  action: null,
                },
              ]
            : [],
          follows: pending.map((name) => ({ kind: 'PersistentVolumeClaim', namespace: ref.namespace, name })),
          fingerprint: `${familyOf(pod)} ${text}`,
        };
      }),
};

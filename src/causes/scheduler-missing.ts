import { span } from '../facts/durations.ts';
import { eventsOf } from '../facts/events.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { couldSee } from '../facts/gaps.ts';
import { kubectl } from '../facts/kubectl.ts';
import { once } from '../facts/memo.ts';
import { nearest } from '../facts/near.ts';
import type { Pod } from '../facts/objects.ts';
import { ageMs, conditionOf, livePods } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { schedulerLeaseOf } from '../facts/scheduler-lease.ts';
import { editCommand } from '../facts/workloads.ts';
import type { Cause, Found } from './cause.ts';

/** A scheduler that runs looks at a pod within seconds. */
const patienceMs = 30_000;
const usual = 'default-scheduler';
/** What others than a scheduler say of a pod without a node. */
const unrelated = ['NotTriggerScaleUp', 'TriggeredScaleUp', 'FailedResourceClaimCreation'];

/** Pods that are kept from the scheduler on purpose: by a gate, a device claim that is not there yet, a group. */
const isHeldBack = ({ spec }: Pod): boolean =>
  (spec?.schedulingGates ?? []).length > 0 ||
  (spec?.resourceClaims ?? []).length > 0 ||
  spec?.schedulingGroup !== undefined;

const schedulersAtWork = once((facts: Facts): string[] => [
  ...new Set(
    facts.objects.Pod.filter(
      ({ spec, status }) => spec?.nodeName !== undefined && status?.startTime !== undefined,
    ).flatMap(({ spec }) => spec?.schedulerName ?? []),
  ),
]);

type Reason = Pick<Found, 'confidence' | 'evidence' | 'remedies'> & { why: string };

const check = (title: string, command: string | null) => [{ title, command, action: null }];

const whyUsual = (facts: Facts): Reason => {
  const lease = schedulerLeaseOf(facts);
  const look = kubectl('kube-system', 'get', 'pods', '-l', 'component=kube-scheduler');
  if (lease?.isStale === true)
    return {
      confidence: 'likely',
      why: `kube-scheduler does not run: its lease was last renewed ${span(lease.silentMs)} ago`,
      evidence: [lease.evidence],
      remedies: check('Bring kube-scheduler back: no pod gets a node before', look),
    };
  return {
    confidence: 'possible',
    why:
      lease === null
        ? 'kube-scheduler may not run (its lease, which would tell, is not to be seen)'
        : 'kube-scheduler renews its lease but has not come to it',
    evidence: lease === null ? [] : [lease.evidence],
    remedies: check('See whether kube-scheduler runs and what it logs', look),
  };
};

const whyOther = (facts: Facts, pod: Pod, name: string): Reason => {
  const atWork = schedulersAtWork(facts);
  if (atWork.includes(name))
    return {
      confidence: 'possible',
      why: `its scheduler ${name} placed other pods before but is silent on this one`,
      evidence: [],
      remedies: check(`See whether ${name} still runs and what it logs`, null),
    };
  const [near] = nearest(name, [usual, ...atWork], 1);
  return {
    confidence: 'likely',
    why: `it asks for ${name}, which does not seem to run${near === undefined ? '' : ` (did it mean ${near}?)`}`,
    evidence: [],
    remedies: check('Correct schedulerName, or start that scheduler', editCommand(facts, pod)),
  };
};

const isUnseen = (facts: Facts, pod: Pod): boolean =>
  conditionOf(pod, 'PodScheduled') === undefined &&
  couldSee(facts, 'Event') &&
  eventsOf(facts, refOf('Pod', pod)).every(({ reason }) => unrelated.includes(reason ?? ''));

export const schedulerMissing: Cause = {
  id: 'scheduler-missing',
  title: 'No scheduler looks at the pod',
  rulesOut: 'scheduling',
  signal:
    'The pod is Pending without a node, without a PodScheduled condition and without an event: its schedulerName names no scheduler that runs, or kube-scheduler has not renewed its Lease. A provider that hides its control plane shows no Lease; then it is only possible.',
  looksAt: ['Pod', 'Event', 'Lease'],
  about: ['Pod'],
  look: (facts) =>
    livePods(facts).flatMap((pod) => {
      if (pod.spec?.nodeName !== undefined || isHeldBack(pod) || ageMs(facts, pod) < patienceMs) return [];
      const object = refOf('Pod', pod);
      const name = pod.spec?.schedulerName ?? usual;
      const unseen = isUnseen(facts, pod);
      // Of a pod that was refused before, only a scheduler that has gone since is news.
      const gone = name === usual && schedulerLeaseOf(facts)?.isStale === true;
      if (!unseen && !gone) return [];
      const { confidence, why, evidence, remedies } =
        name === usual ? whyUsual(facts) : whyOther(facts, pod, name);
      return [
        {
          severity: 'critical',
          confidence,
          object,
          summary: unseen
            ? `No scheduler has looked at pod ${object.name}: ${why}`
            : `Pod ${object.name} is not tried again: ${why}`,
          effect: `pod ${object.name} is not scheduled`,
          evidence: [
            ...(unseen
              ? [
                  specEvidence(object, `schedulerName: ${name}`),
                  statusEvidence(object, 'Pending, no PodScheduled condition, no event of a scheduler'),
                ]
              : []),
            ...evidence,
          ],
          remedies,
          fingerprint: `${name} ${unseen ? 'unseen' : 'gone'}`,
        },
      ];
    }),
};

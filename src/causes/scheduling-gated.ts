import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { Pod } from '../facts/objects.ts';
import { conditionText, conditionsAt } from '../facts/outside/conditions.ts';
import { isOf, refOfOutside } from '../facts/outside/refs.ts';
import { ageMs, controllerOf, familyOf, livePods } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { gatesOf, isOfKueue, whyKept } from '../facts/scheduling-gates.ts';
import type { Cause, Found } from './cause.ts';

const queueLabel = 'kueue.x-k8s.io/queue-name';
/** Waiting for one's turn in a queue is what queues are for. */
const patienceMs = 10 * 60 * 1000;

/** What Kueue says of the workload that a pod, its owner or its group is. https://kueue.sigs.k8s.io/docs/concepts/workload/ */
const workloadOf = (facts: Facts, pod: Pod) => {
  const group = pod.metadata?.labels?.['kueue.x-k8s.io/pod-group-name'];
  const owners = [pod.metadata?.uid, controllerOf(pod)?.uid].filter((uid) => uid !== undefined);
  const workload = facts.outside
    .filter((object) => isOf(object, 'kueue.x-k8s.io', 'Workload'))
    .find(
      ({ metadata }) =>
        metadata?.namespace === pod.metadata?.namespace &&
        (metadata?.name === group ||
          metadata?.ownerReferences?.some(({ uid }) => owners.includes(uid ?? '')) === true),
    );
  const told = conditionsAt(workload, 'status', 'conditions').find(
    ({ type, status }) => ['QuotaReserved', 'Admitted'].includes(type) && status === 'False',
  );
  return workload === undefined || told === undefined
    ? null
    : {
        message: told.message ?? told.reason ?? '',
        evidence: statusEvidence(refOfOutside(workload), conditionText(told), told.at ?? null),
      };
};

const queued = (facts: Facts, pod: Pod, gates: readonly string[]): Found => {
  const object = refOf('Pod', pod);
  const queue = pod.metadata?.labels?.[queueLabel];
  const where = queue === undefined ? 'Kueue' : `Kueue's queue ${queue}`;
  const told = workloadOf(facts, pod);
  const late = ageMs(facts, pod) > patienceMs;
  return {
    severity: late ? 'warning' : 'info',
    confidence: 'certain',
    object,
    summary:
      told === null && queue === undefined
        ? `Pod ${object.name} keeps scheduling gate ${gates.join(', ')}: it waits in Kueue`
        : `Pod ${object.name} waits in ${where}${told === null ? '' : `: ${told.message}`}`,
    effect: `pod ${object.name} is not scheduled`,
    evidence: [
      specEvidence(
        object,
        `schedulingGates: ${gates.join(', ')}${queue === undefined ? '' : `; ${queueLabel}: ${queue}`}`,
      ),
      ...(told === null ? [] : [told.evidence]),
    ],
    remedies: late
      ? [
          {
            title: 'See what the queue waits for: its quota, or a queue that does not exist',
            command: kubectl(object.namespace, 'get', 'workloads,localqueues'),
            action: null,
          },
        ]
      : [],
    fingerprint: `kueue ${object.namespace ?? ''} ${queue ?? ''} ${told?.message ?? ''}`,
  };
};

const gated = (pod: Pod, gates: readonly string[]): Found => {
  const object = refOf('Pod', pod);
  return {
    severity: 'warning',
    confidence: 'certain',
    object,
    summary: `Pod ${object.name} is not scheduled: its scheduling gate ${gates.join(', ')} is not removed`,
    effect: `pod ${object.name} is not scheduled`,
    evidence: [specEvidence(object, `schedulingGates: ${gates.join(', ')}`)],
    remedies: [
      {
        title: 'Find out why the controller behind the gate does not remove it',
        command: kubectl(object.namespace, 'describe', 'pod', object.name),
        action: null,
      },
    ],
    fingerprint: `${gates.join(' ')} ${familyOf(pod)}`,
  };
};

/** A gate of which nothing is known that would remove it, and why. */
type Left = { gate: string; why: string };

/** Gates can be taken from a pod that waits, and cannot be added: https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/ */
const abandoned = (facts: Facts, pod: Pod, { gate, why }: Left): Found => {
  const object = refOf('Pod', pod);
  const kept = `Pod ${object.name} keeps scheduling gate ${gate}`;
  return {
    severity: ageMs(facts, pod) > patienceMs ? 'critical' : 'warning',
    confidence: 'certain',
    object,
    summary: `${kept} and nothing known removes it: ${why}`,
    brief: `${kept}: ${why}`,
    effect: `pod ${object.name} is not scheduled`,
    evidence: [specEvidence(object, `schedulingGates: ${gatesOf(pod).join(', ')}`)],
    remedies: [
      {
        title: `Install what removes ${gate}, or take the gate out of the template; from this pod it can be taken by hand`,
        command: kubectl(
          object.namespace,
          'patch',
          'pod',
          object.name,
          '--type=json',
          '-p',
          '[{"op":"remove","path":"/spec/schedulingGates"}]',
        ),
        action: null,
      },
    ],
    fingerprint: `${gate} ${familyOf(pod)}`,
  };
};

export const schedulingGated: Cause = {
  id: 'scheduling-gated',
  title: 'A gate keeps the pod from the scheduler',
  rulesOut: 'scheduling',
  signal:
    'The pod has `spec.schedulingGates`; whoever set them has not removed them. Where the cluster serves no API of the domain that a gate is named by, and no workload bears its name, nothing known removes it. What Kueue waits for is in its Workload; for ten minutes that is only mentioned.',
  looksAt: ['Pod'],
  about: ['Pod'],
  look: (facts) =>
    livePods(facts).flatMap((pod) => {
      const gates = gatesOf(pod);
      if (gates.length === 0) return [];
      const left = gates.flatMap((gate): Left[] => {
        const why = whyKept(facts, gate);
        return why === null ? [] : [{ gate, why }];
      });
      const [first] = left;
      if (first !== undefined) return [abandoned(facts, pod, first)];
      return [gates.every(isOfKueue) ? queued(facts, pod, gates) : gated(pod, gates)];
    }),
};

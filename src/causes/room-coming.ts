import { eventEvidence } from '../facts/events.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { once } from '../facts/memo.ts';
import { ownNodeOf } from '../facts/node-demands.ts';
import type { Pod } from '../facts/objects.ts';
import { awaitedBy } from '../facts/placement/awaited.ts';
import type { Awaited } from '../facts/placement/awaited.ts';
import { isForLeavingNode } from '../facts/placement/unscheduled.ts';
import { conditionOf, familyOf, livePods } from '../facts/pods.ts';
import { nameOf, refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

/** A pod whose waiting ends by itself. */
const mentioned = (pod: Pod, summary: string, evidence: Found['evidence']): Found => ({
  severity: 'info',
  confidence: 'certain',
  object: refOf('Pod', pod),
  summary,
  evidence,
  remedies: [],
  fingerprint: `${familyOf(pod)} ${summary.replace(pod.metadata?.name ?? '', '')}`,
});

const leavingByNode = once((facts: Facts) =>
  Map.groupBy(
    facts.objects.Pod.filter(({ metadata }) => metadata?.deletionTimestamp !== undefined),
    ({ spec }) => spec?.nodeName ?? '',
  ),
);

const leaving = (facts: Facts, node: string): Pod[] => leavingByNode(facts).get(node) ?? [];

const forPreemption = (facts: Facts, pod: Pod, awaited: Awaited & { by: 'preemption' }): Found => {
  const object = refOf('Pod', pod);
  const { node, late, events } = awaited;
  const victims = leaving(facts, node);
  const summary = `Pod ${object.name} waits until pods of lower priority have left node ${node}`;
  const evidence = [
    statusEvidence(object, `nominatedNodeName: ${node}`),
    ...victims
      .slice(0, 3)
      .map((one) =>
        statusEvidence(
          refOf('Pod', one),
          `being deleted, to be gone by ${one.metadata?.deletionTimestamp ?? ''}`,
        ),
      ),
    ...events.map((event) => eventEvidence(object, event)),
  ];
  if (!late) return mentioned(pod, summary, evidence);
  const [first] = victims;
  return {
    ...mentioned(pod, summary, evidence),
    severity: 'warning',
    confidence: 'likely',
    summary: `${summary}, for more than 10 min${first === undefined ? '' : `: ${nameOf(refOf('Pod', first)).replace(/^Pod/, 'pod')} does not end`}`,
    effect: `pod ${object.name} is not scheduled`,
    remedies: [
      {
        title: 'See why the pods that were told to leave do not end',
        command: kubectl(null, 'get', 'pods', '-A', '--field-selector', `spec.nodeName=${node}`),
        action: null,
      },
    ],
    follows: victims.map((one) => refOf('Pod', one)),
  };
};

export const roomComing: Cause = {
  id: 'room-coming',
  title: 'Room for the pod is being made',
  rulesOut: 'scheduling',
  signal:
    'The pod is not scheduled yet, but an autoscaler has asked for a node within 15 minutes (TriggeredScaleUp, or Nominated of Karpenter), pods of lower priority are leaving the node in `status.nominatedNodeName`, or the node that its DaemonSet made it for is being removed. It is only mentioned, unless those pods do not leave for ten minutes.',
  looksAt: ['Pod', 'Event', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    livePods(facts).flatMap((pod) => {
      const condition = conditionOf(pod, 'PodScheduled');
      if (condition?.status !== 'False' || condition.reason === 'SchedulingGated') return [];
      const object = refOf('Pod', pod);
      if (isForLeavingNode(facts, pod))
        return [
          mentioned(
            pod,
            `Pod ${object.name} was made for node ${ownNodeOf(pod) ?? ''}, which is being removed`,
            [],
          ),
        ];
      const awaited = awaitedBy(facts, pod);
      if (awaited === null) return [];
      if (awaited.by === 'preemption') return [forPreemption(facts, pod, awaited)];
      return [
        mentioned(
          pod,
          `Pod ${object.name} waits for a node that the autoscaler brings`,
          awaited.events.map((event) => eventEvidence(object, event)),
        ),
      ];
    }),
};

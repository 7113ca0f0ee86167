import { eventsOf, seenAt } from '../events.ts';
import type { ApiEvent } from '../events.ts';
import type { Facts } from '../facts.ts';
import type { Pod } from '../objects.ts';
import { refOf } from '../refs.ts';
import { provisionMs, scaleUps } from './awaited.ts';

const isOfKarpenter = ({ source, reportingComponent }: ApiEvent): boolean =>
  [source?.component, reportingComponent].some((one) => one?.startsWith('karpenter') === true);

/** What Karpenter says of a pod. */
export const karpenterEvents = (facts: Facts, pod: Pod): ApiEvent[] =>
  eventsOf(facts, refOf('Pod', pod)).filter(isOfKarpenter);

/** Why an autoscaler brings no node for a pod. `atMost` says that a group has reached its size. */
export type NoNode = {
  by: 'the cluster autoscaler' | 'Karpenter';
  reasons: string[];
  atMost: boolean;
  late: boolean;
  event: ApiEvent;
};

/** `pod didn't trigger scale-up: 1 max node group size reached, 2 node(s) didn't match …`, one reason for each group. */
const reasonsIn = (message: string): string[] =>
  message
    .replace(/^.*?didn't trigger scale-up[^:]*:\s*/s, '')
    .split(/, (?=\d+ )/)
    .map((reason) => reason.trim().replace(/\.$/, ''))
    .filter((reason) => reason !== '');

/**
 * Why no node comes for a pod: the newest word of the cluster autoscaler or of Karpenter, or a node that was asked for
 * longer ago than either waits. null where no autoscaler has said anything.
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md
 */
export const noNodeFor = (facts: Facts, pod: Pod): NoNode | null => {
  const [refused] = eventsOf(facts, refOf('Pod', pod), 'NotTriggerScaleUp');
  if (refused !== undefined) {
    const reasons = reasonsIn(refused.message ?? '');
    return {
      by: 'the cluster autoscaler',
      reasons,
      atMost: reasons.some((reason) => /max (?:node group size|limit|cluster)/i.test(reason)),
      late: false,
      event: refused,
    };
  }
  const karpenter = karpenterEvents(facts, pod).find(({ reason }) => reason === 'FailedScheduling');
  if (karpenter !== undefined) {
    const message = (karpenter.message ?? '').replace(/^Failed to schedule pod,?\s*/, '');
    return {
      by: 'Karpenter',
      reasons: [message],
      atMost: /exceed limits|limits? (?:exceeded|reached)|would exceed/i.test(message),
      late: false,
      event: karpenter,
    };
  }
  const [asked] = scaleUps(facts, pod);
  if (asked === undefined || Date.parse(facts.now) - Date.parse(seenAt(asked) ?? '') < provisionMs)
    return null;
  return {
    by: asked.reason === 'Nominated' ? 'Karpenter' : 'the cluster autoscaler',
    reasons: [],
    atMost: false,
    late: true,
    event: asked,
  };
};

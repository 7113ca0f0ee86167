import { eventsOf, seenAt } from '../events.ts';
import type { ApiEvent } from '../events.ts';
import type { Facts } from '../facts.ts';
import type { Pod } from '../objects.ts';
import { ageMs } from '../pods.ts';
import { refOf } from '../refs.ts';

/** What already makes room for a pod: a preemption on a node, or an autoscaler that brings one. */
export type Awaited =
  /** `late`: for longer than pods are usually given to end. */
  | { by: 'preemption'; node: string; late: boolean; events: ApiEvent[] }
  | { by: 'autoscaler'; events: ApiEvent[] };

/** The cluster autoscaler gives a node up that is not there after 15 minutes (`--max-node-provision-time`); Karpenter as well. */
export const provisionMs = 15 * 60 * 1000;
/** The longest that pods are usually given to end. */
const preemptionMs = 10 * 60 * 1000;

const young = (facts: Facts, event: ApiEvent): boolean =>
  Date.parse(facts.now) - Date.parse(seenAt(event) ?? '') < provisionMs;

/** The events that say that a node was asked for: `TriggeredScaleUp` of the cluster autoscaler, `Nominated` of Karpenter. */
export const scaleUps = (facts: Facts, pod: Pod): ApiEvent[] =>
  eventsOf(facts, refOf('Pod', pod), 'TriggeredScaleUp', 'Nominated');

/** What makes room for a pod without anybody's help, or null. Newer news that no node will come counts. */
export const awaitedBy = (facts: Facts, pod: Pod): Awaited | null => {
  const node = pod.status?.nominatedNodeName ?? '';
  if (node !== '')
    return {
      by: 'preemption',
      late: ageMs(facts, pod) > preemptionMs,
      node,
      events: eventsOf(facts, refOf('Pod', pod), 'FailedScheduling').slice(0, 1),
    };
  const [asked] = scaleUps(facts, pod);
  const [refused] = eventsOf(facts, refOf('Pod', pod), 'NotTriggerScaleUp');
  if (asked === undefined || !young(facts, asked)) return null;
  return refused !== undefined && (seenAt(refused) ?? '') > (seenAt(asked) ?? '')
    ? null
    : { by: 'autoscaler', events: [asked] };
};

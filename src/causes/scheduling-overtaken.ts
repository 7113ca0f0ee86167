import { eventsOf, seenAt } from '../facts/events.ts';
import type { Facts } from '../facts/facts.ts';
import { podsThatFitNow } from '../facts/placement/unscheduled.ts';
import type { Unscheduled } from '../facts/placement/unscheduled.ts';
import { conditionOf, familyOf } from '../facts/pods.ts';
import type { Cause } from './cause.ts';

/** The scheduler takes up what it refused after five minutes at the latest, whatever happens. */
const retryMs = 6 * 60 * 1000;

const lastTry = (facts: Facts, { pod, ref }: Unscheduled): string => {
  const condition = conditionOf(pod, 'PodScheduled');
  const [event] = eventsOf(facts, ref, 'FailedScheduling');
  const said = event === undefined ? null : seenAt(event);
  return said ?? condition?.lastProbeTime ?? condition?.lastTransitionTime ?? facts.now;
};

export const schedulingOvertaken: Cause = {
  id: 'scheduling-overtaken',
  title: 'What the scheduler said seems to be over',
  rulesOut: 'scheduling',
  signal:
    'PodScheduled is False, but no longer for a reason that the nodes show: one of them has room, the labels and no taint in the way. The next try of the scheduler settles it; only where none came for six minutes it is more than mentioned.',
  looksAt: ['Pod', 'Event', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    podsThatFitNow(facts).map((one) => {
      const { pod, ref, refusals, fits, evidence } = one;
      const late = Date.parse(facts.now) - Date.parse(lastTry(facts, one)) > retryMs;
      const said = refusals.map(({ nodes, text }) => `${nodes ?? ''} ${text}`.trim()).join(', ');
      return {
        severity: late ? 'warning' : 'info',
        confidence: 'possible',
        object: ref,
        summary: `Pod ${ref.name} is not scheduled (last said: ${said}), but node ${fits ?? ''} seems to fit now: ${late ? 'no new try was seen, so see whether the scheduler runs' : 'the next try may succeed'}`,
        effect: `pod ${ref.name} is not scheduled`,
        evidence,
        remedies: [],
        fingerprint: `${familyOf(pod)} ${fits ?? ''}`,
      };
    }),
};

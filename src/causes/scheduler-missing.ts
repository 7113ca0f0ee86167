import { eventsOf } from '../facts/events.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { couldSee } from '../facts/gaps.ts';
import { ageMs, livePods } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** A scheduler that runs looks at a pod within seconds. */
const patienceMs = 30_000;

export const schedulerMissing: Cause = {
  id: 'scheduler-missing',
  title: 'No scheduler looks at the pod',
  rulesOut: 'scheduling',
  signal:
    'The pod is Pending without a node, without a PodScheduled condition and without an event: its schedulerName names no scheduler that runs.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    livePods(facts).flatMap((pod) => {
      const object = refOf('Pod', pod);
      const seen =
        pod.status?.conditions?.some(({ type }) => type === 'PodScheduled') === true ||
        eventsOf(facts, object).length > 0;
      if (
        pod.spec?.nodeName !== undefined ||
        seen ||
        !couldSee(facts, 'Event') ||
        ageMs(facts, pod) < patienceMs
      )
        return [];
      const name = pod.spec?.schedulerName ?? 'default-scheduler';
      return [
        {
          severity: 'critical',
          confidence: 'likely',
          object,
          summary: `No scheduler has looked at pod ${object.name}: it asks for ${name}, which does not seem to run`,
          effect: `pod ${object.name} is not scheduled`,
          evidence: [
            specEvidence(object, `schedulerName: ${name}`),
            statusEvidence(object, 'Pending, no PodScheduled condition, no event'),
          ],
          remedies: [
            {
              title:
                name === 'default-scheduler'
                  ? 'Check kube-scheduler'
                  : 'Correct schedulerName, or start that scheduler',
              command: null,
              action: null,
            },
          ],
          fingerprint: name,
        },
      ];
    }),
};

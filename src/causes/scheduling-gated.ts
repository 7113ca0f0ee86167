import { specEvidence } from '../facts/evidence.ts';
import { livePods } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

export const schedulingGated: Cause = {
  id: 'scheduling-gated',
  title: 'A gate keeps the pod from the scheduler',
  rulesOut: 'scheduling',
  signal: 'The pod has `spec.schedulingGates`; whoever set them has not removed them.',
  looksAt: ['Pod'],
  about: ['Pod'],
  look: (facts) =>
    livePods(facts).flatMap((pod) => {
      const gates = (pod.spec?.schedulingGates ?? []).flatMap(({ name }) => name ?? []);
      if (gates.length === 0) return [];
      const object = refOf('Pod', pod);
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          object,
          summary: `Pod ${object.name} is not scheduled: its scheduling gate ${gates.join(', ')} is not removed`,
          effect: `pod ${object.name} is not scheduled`,
          evidence: [specEvidence(object, `schedulingGates: ${gates.join(', ')}`)],
          remedies: [
            {
              title: 'Find out why the controller behind the gate does not remove it',
              command: null,
              action: null,
            },
          ],
          fingerprint: gates.join(' '),
        },
      ];
    }),
};

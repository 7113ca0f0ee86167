import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { controllerOf, familyOf } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { tableOf } from '../facts/table.ts';
import type { Cause } from './cause.ts';

const words: { [reason: string]: string } = tableOf({
  DeadlineExceeded: 'ran longer than activeDeadlineSeconds allows',
  NodeAffinity: 'does not match the labels of its node any more',
  NodeLost: 'was on a node that is lost',
  UnexpectedAdmissionError: 'was refused by its node',
  Shutdown: 'ended with the shutdown of its node',
  Terminated: 'ended with the shutdown of its node',
});

export const podRejected: Cause = {
  id: 'pod-rejected',
  title: 'Pod failed as a whole',
  rulesOut: 'evictions',
  signal:
    'The pod has phase Failed and a reason of its own: DeadlineExceeded, a refusal of its node (OutOfcpu, NodeAffinity, UnexpectedAdmissionError), a shutdown. Exit codes of its containers are consequences. A pod with an owner is replaced and only mentioned.',
  looksAt: ['Pod'],
  about: ['Pod'],
  look: (facts) =>
    facts.objects.Pod.flatMap((pod) => {
      const { phase, reason, message, startTime } = pod.status ?? {};
      if (
        phase !== 'Failed' ||
        reason === undefined ||
        reason === 'Evicted' ||
        pod.metadata?.deletionTimestamp !== undefined
      )
        return [];
      const object = refOf('Pod', pod);
      const what =
        words[reason] ??
        (reason.startsWith('OutOf')
          ? `found too little ${reason.slice('OutOf'.length)} on its node`
          : 'has failed');
      return [
        {
          severity: controllerOf(pod) === undefined ? 'critical' : 'info',
          confidence: 'certain',
          object,
          summary: `Pod ${object.name} ${what} (${reason})`,
          evidence: [
            ...(reason === 'DeadlineExceeded'
              ? [specEvidence(object, `activeDeadlineSeconds: ${pod.spec?.activeDeadlineSeconds ?? '?'}`)]
              : []),
            statusEvidence(object, `Failed (${reason}): ${message ?? ''}`, startTime ?? null),
          ],
          remedies:
            reason === 'DeadlineExceeded'
              ? [
                  {
                    title: 'Raise activeDeadlineSeconds, or find out why the work takes longer',
                    command: null,
                    action: null,
                  },
                ]
              : [],
          fingerprint: `${reason} ${familyOf(pod)}`,
        },
      ];
    }),
};

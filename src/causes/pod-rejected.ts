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

/** What its node refused in a pod, where the reason alone does not name it. */
const refusalOf = (reason: string, message: string): { what: string; remedy: string } | null => {
  const sysctl = /sysctl: "([^"]+)"/.exec(message)?.[1];
  if (reason === 'SysctlForbidden')
    return {
      what: `was refused by its node: sysctl ${sysctl ?? 'of its securityContext'} is not allowed there`,
      remedy: `Take ${sysctl ?? 'it'} out of securityContext.sysctls, or have the kubelet allow it (allowedUnsafeSysctls)`,
    };
  const refused =
    /^Pod was rejected: (.+)/s.exec(message)?.[1] ??
    (reason === 'UnexpectedAdmissionError' && message !== '' ? message : undefined);
  const told = reason !== 'UnexpectedAdmissionError' && reason in words;
  return refused === undefined || told || reason.startsWith('OutOf')
    ? null
    : { what: `was refused by its node: ${refused.trim().replace(/\.$/, '')}`, remedy: '' };
};

const deadlineRemedy = 'Raise activeDeadlineSeconds, or find out why the work takes longer';

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
      const refusal = refusalOf(reason, message ?? '');
      const what =
        refusal?.what ??
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
          brief: `Pod ${object.name} ${refusal === null ? `${what} (${reason})` : what}`,
          evidence: [
            ...(reason === 'DeadlineExceeded'
              ? [specEvidence(object, `activeDeadlineSeconds: ${pod.spec?.activeDeadlineSeconds ?? '?'}`)]
              : []),
            statusEvidence(object, `Failed (${reason}): ${message ?? ''}`, startTime ?? null),
          ],
          remedies: [
            ...(reason === 'DeadlineExceeded' ? [deadlineRemedy] : []),
            ...(refusal === null || refusal.remedy === '' ? [] : [refusal.remedy]),
          ].map((title) => ({ title, command: null, action: null })),
          fingerprint: `${reason} ${familyOf(pod)}`,
        },
      ];
    }),
};

import { counted } from '../facts/counts.ts';
import { containerEvents, eventEvidence } from '../facts/events.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { failingRuns, secondsOf } from '../facts/exits.ts';
import { isExplained } from '../facts/explained.ts';
import { portsListened } from '../facts/listening.ts';
import { containerTitle, familyOf, logOf } from '../facts/pods.ts';
import { isKillTold } from '../facts/probe-kills.ts';
import { probeTrouble } from '../facts/probe-trouble.ts';
import { budgetSeconds, patienceWords } from '../facts/probes.ts';
import type { Cause } from './cause.ts';

/** A run that was killed this soon after its probe's budget never answered a probe at all; seconds. */
const soon = 15;

export const livenessKill: Cause = {
  id: 'liveness-kill',
  title: 'Kubelet restarts the container because its liveness probe fails',
  rulesOut: 'probes',
  signal:
    'A run ended by a signal (137, 143) without OOMKilled, and an event says that the liveness probe failed; without the event it is only likely. The answer of the probe, the declared ports and the port in the log tell a wrong port or path from a probe that is too eager.',
  looksAt: ['Pod', 'Event', 'logs'],
  about: ['Pod'],
  shows: (facts) => failingRuns(facts, 'liveness', 'startup').map(({ view }) => view.ref),
  look: (facts) =>
    failingRuns(facts, 'liveness')
      .filter(({ view }) => !isExplained(facts, view))
      .map(({ view, end, restarts }) => {
        const { probe, failure, asks, contradiction, event, evidence, remedies } = probeTrouble(
          facts,
          view,
          'liveness',
        );
        const killing = containerEvents(facts, view.ref, view.name, 'Killing')[0];
        const lasted = secondsOf(end);
        const grace =
          probe?.terminationGracePeriodSeconds ?? view.pod.spec?.terminationGracePeriodSeconds ?? 30;
        const budget = budgetSeconds(probe ?? {});
        const listens = portsListened(logOf(facts, view)?.lines ?? []).length > 0;
        const early =
          (failure === 'connection refused' || failure === 'no connection') &&
          !listens &&
          !contradiction &&
          view.spec?.startupProbe === undefined &&
          lasted !== null &&
          lasted < budget + grace + soon;
        const refused = `The liveness probe of ${containerTitle(view)} ${asks} for the ${patienceWords(probe ?? {})} that it has from its start`;
        const told = isKillTold(end, event, killing);
        return {
          severity: 'critical',
          confidence: told ? (early ? 'likely' : 'certain') : 'likely',
          object: view.ref,
          summary: early
            ? `${refused}: it starts too slowly, or does not listen on the address of the pod${probe?.grpc === undefined ? '' : ', or what listens there speaks no gRPC'}`
            : `The liveness probe of ${containerTitle(view)} ${asks}, and the kubelet restarts it (exit code ${end.exitCode ?? '?'}, not out of memory)`,
          brief: early ? refused : `The liveness probe of ${containerTitle(view)} ${asks}`,
          evidence: [
            ...evidence,
            ...(killing === undefined ? [] : [eventEvidence(view.ref, killing)]),
            statusEvidence(
              view.ref,
              `${view.name}: last run ended ${lasted === null ? '' : `${Math.round(lasted)} s after its start `}with exit code ${end.exitCode ?? '?'}, reason ${end.reason ?? 'none'}; ${counted(restarts, 'restart')}`,
              end.finishedAt ?? null,
            ),
          ],
          remedies: early
            ? remedies.map(({ command }) => ({
                title:
                  'Give it a startupProbe with the seconds it needs; if it listens on 127.0.0.1 alone or on another port, mend that',
                command,
                action: null,
              }))
            : remedies,
          fingerprint: `${familyOf(view.pod)} ${view.name} liveness`,
        };
      }),
};

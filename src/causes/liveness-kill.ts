import type { Evidence } from '../answer.ts';
import { counted } from '../facts/counts.ts';
import { containerEvents, eventEvidence } from '../facts/events.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { failingRuns } from '../facts/exits.ts';
import { containerTitle, familyOf } from '../facts/pods.ts';
import { probeFailure, probeTarget } from '../facts/probes.ts';
import type { Cause } from './cause.ts';

export const livenessKill: Cause = {
  id: 'liveness-kill',
  title: 'Kubelet restarts the container because its liveness probe fails',
  rulesOut: 'liveness probes',
  signal:
    'A run ended by a signal (137, 143) without OOMKilled, and an event says that the liveness or startup probe failed; without the event it is only likely.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    failingRuns(facts, 'probe').map(({ view, end, restarts }) => {
      const startup =
        view.spec?.livenessProbe === undefined ||
        containerEvents(facts, view.ref, view.name, 'Unhealthy').some(
          ({ message }) => message?.startsWith('Startup') === true,
        );
      const type = startup ? 'startup' : 'liveness';
      const probe = startup ? view.spec?.startupProbe : view.spec?.livenessProbe;
      const unhealthy = containerEvents(facts, view.ref, view.name, 'Unhealthy').find(
        ({ message }) => message?.toLowerCase().startsWith(type) === true,
      );
      const killing = containerEvents(facts, view.ref, view.name, 'Killing')[0];
      const failure = probeFailure(unhealthy?.message);
      const ports = (view.spec?.ports ?? []).map(({ containerPort }) => containerPort).join(', ');
      const evidence: Evidence[] = [unhealthy, killing].flatMap((event) =>
        event === undefined ? [] : [eventEvidence(view.ref, event)],
      );
      return {
        severity: 'critical',
        confidence: evidence.length > 0 ? 'certain' : 'likely',
        object: view.ref,
        summary: `The ${type} probe of ${containerTitle(view)} asks ${probeTarget(view.spec, probe)}${failure === null ? '' : ` and gets: ${failure}`}, and the kubelet restarts it (exit code ${end.exitCode ?? '?'}, not out of memory)`,
        evidence: [
          ...evidence,
          statusEvidence(
            view.ref,
            `${view.name}: last run ended with exit code ${end.exitCode ?? '?'}, reason ${end.reason ?? 'none'}; ${counted(restarts, 'restart')}`,
            end.finishedAt ?? null,
          ),
          specEvidence(
            view.ref,
            `${type}Probe: ${probeTarget(view.spec, probe)}, every ${probe?.periodSeconds ?? 10} s, ${probe?.failureThreshold ?? 3} failures restart; container ports: ${ports === '' ? 'none declared' : ports}`,
          ),
        ],
        remedies: [
          {
            title: `Point the ${type} probe at what the container serves, or give it more time`,
            command: null,
            action: null,
          },
        ],
        fingerprint: `${familyOf(view.pod)} ${view.name} ${type}`,
      };
    }),
};

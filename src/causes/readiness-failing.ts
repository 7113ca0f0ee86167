import { counted } from '../facts/counts.ts';
import { containerEvents, eventEvidence, seenAt } from '../facts/events.ts';
import { specEvidence, statusEvidence, logEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { complaintsIn } from '../facts/log-lines.ts';
import { conditionOf, containerTitle, familyOf, liveContainers, logOf } from '../facts/pods.ts';
import type { ContainerView } from '../facts/pods.ts';
import { probeFailure, probeTarget } from '../facts/probes.ts';
import type { Cause } from './cause.ts';

/** Runs, is not ready, and the probe has failed for longer than it may while starting. */
const unready = (facts: Facts, { status, spec, role, ref }: ContainerView): boolean => {
  const started = status?.state?.running?.startedAt;
  if (
    started === undefined ||
    status?.ready !== false ||
    role === 'init' ||
    spec?.readinessProbe === undefined
  )
    return false;
  if (status.started === false && spec.startupProbe !== undefined) return false;
  const { initialDelaySeconds = 0, periodSeconds = 10, failureThreshold = 3 } = spec.readinessProbe;
  const graceMs = (initialDelaySeconds + periodSeconds * failureThreshold) * 1000;
  return Date.parse(facts.now) - Date.parse(started) > graceMs && ref.name !== '';
};

export const readinessFailing: Cause = {
  id: 'readiness-failing',
  title: 'Readiness probe fails',
  rulesOut: 'readiness probes',
  signal:
    'A container runs and is not ready for longer than its readiness probe allows; the Unhealthy event holds the answer the probe got.',
  looksAt: ['Pod', 'Event', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    liveContainers(facts)
      .filter((view) => unready(facts, view))
      .map((view) => {
        const event = containerEvents(facts, view.ref, view.name, 'Unhealthy').find(
          ({ message }) => message?.startsWith('Readiness') === true,
        );
        const failure = probeFailure(event?.message);
        const target = probeTarget(view.spec, view.spec?.readinessProbe);
        const condition = conditionOf(view.pod, 'Ready');
        const log = logOf(facts, view);
        const ports = (view.spec?.ports ?? []).map(
          ({ containerPort, name }) => `${containerPort ?? ''}${name === undefined ? '' : ` (${name})`}`,
        );
        return {
          severity: 'critical',
          confidence: event === undefined ? 'likely' : 'certain',
          object: view.ref,
          summary: `The readiness probe of ${containerTitle(view)} asks ${target} and ${failure === null ? 'fails' : `gets ${failure}`}`,
          evidence: [
            ...(event === undefined ? [] : [eventEvidence(view.ref, event)]),
            specEvidence(
              view.ref,
              `readinessProbe: ${target}, every ${view.spec?.readinessProbe?.periodSeconds ?? 10} s; container ports: ${ports.join(', ') || 'none declared'}`,
            ),
            statusEvidence(
              view.ref,
              `Ready: ${condition?.status ?? 'unknown'} (${condition?.reason ?? ''}), ${counted(view.status?.restartCount ?? 0, 'restart')}`,
              condition?.lastTransitionTime ?? (event === undefined ? null : seenAt(event)),
            ),
            ...(log === undefined
              ? []
              : complaintsIn(log.lines, 2).map(({ text }) => logEvidence(view, log, text))),
          ],
          remedies: [
            { title: 'Mend what the probe asks, or correct its path and port', command: null, action: null },
          ],
          fingerprint: `${familyOf(view.pod)} ${view.name}`,
        };
      }),
};

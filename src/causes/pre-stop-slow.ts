import { span } from '../facts/durations.ts';
import { containerEvents, eventEvidence } from '../facts/events.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { handlerWords, hookFailure } from '../facts/hooks.ts';
import { kubectl } from '../facts/kubectl.ts';
import { containersOf, familyOf } from '../facts/pods.ts';
import type { ContainerView } from '../facts/pods.ts';
import { stoppingOf, usualGraceS } from '../facts/stopping.ts';
import type { Stopping } from '../facts/stopping.ts';
import type { Cause, Found } from './cause.ts';

type StoppingContainer = Stopping & { view: ContainerView };

/** The containers that still run in pods that are being stopped, since when, and how long they may take. */
const stopping = (facts: Facts): StoppingContainer[] =>
  facts.objects.Pod.flatMap((pod) => {
    const since = stoppingOf(facts, pod);
    if (since === null) return [];
    return containersOf(pod)
      .filter(
        ({ status, spec }) => status?.state?.running !== undefined && spec?.lifecycle?.preStop !== undefined,
      )
      .map((view) => ({ view, ...since }));
  });

const found = (facts: Facts, { view, graceS, forMs }: StoppingContainer): Found[] => {
  const [event] = containerEvents(facts, view.ref, view.name, 'FailedPreStopHook');
  const slow = forMs > usualGraceS * 1000;
  if (!slow) return [];
  const hook = specEvidence(
    view.ref,
    `${view.name}: preStop: ${handlerWords(view.spec?.lifecycle?.preStop ?? {})}; terminationGracePeriodSeconds: ${graceS}`,
  );
  const how = event === undefined ? null : hookFailure(event.message ?? '');
  const since = `pod ${view.ref.name} has been stopping for ${span(forMs)} of the ${span(graceS * 1000)} it may take`;
  const remedy = {
    title: 'Shorten the hook or the grace period; to stop this pod now, at the risk of what it still does:',
    command: kubectl(view.ref.namespace, 'delete', 'pod', view.ref.name, '--grace-period=1'),
    action: null,
  };
  return [
    {
      severity: event === undefined ? 'info' : 'warning',
      confidence: event === undefined ? 'possible' : 'certain',
      object: view.ref,
      summary:
        event === undefined
          ? `Container ${view.name} has a preStop hook that may still run: ${since}`
          : `The preStop hook of container ${view.name} failed${how === null ? '' : ` (${how})`}, and its process does not end by itself: ${since}`,
      brief: `Pod ${view.ref.name} has been stopping for ${span(forMs)} of the ${span(graceS * 1000)} it may take: ${event === undefined ? 'its preStop hook may still run' : 'its preStop hook failed'}`,
      evidence: [
        ...(event === undefined ? [] : [eventEvidence(view.ref, event)]),
        hook,
        statusEvidence(view.ref, `${view.name}: running`, view.status?.state?.running?.startedAt ?? null),
      ],
      remedies: [remedy],
      fingerprint: `${familyOf(view.pod)} ${view.name}`,
    },
  ];
};

export const preStopSlow: Cause = {
  id: 'pre-stop-slow',
  title: 'preStop hook fails or is slow',
  rulesOut: 'container start',
  signal:
    'A pod that is being deleted still runs a container with a preStop hook for longer than the usual 30 s; FailedPreStopHook tells that the hook failed. Without that event it is only mentioned: a long drain can be meant.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) => stopping(facts).flatMap((one) => found(facts, one)),
};

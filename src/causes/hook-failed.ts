import { counted } from '../facts/counts.ts';
import { span } from '../facts/durations.ts';
import { containerEvents, eventEvidence } from '../facts/events.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { failingRuns } from '../facts/exits.ts';
import type { Facts } from '../facts/facts.ts';
import { handlerWords, hookFailure } from '../facts/hooks.ts';
import { containerTitle, familyOf, liveContainers, youthMs } from '../facts/pods.ts';
import type { ContainerView } from '../facts/pods.ts';
import type { Cause, Found } from './cause.ts';

const hookEvidence = (view: ContainerView) =>
  specEvidence(view.ref, `${view.name}: postStart: ${handlerWords(view.spec?.lifecycle?.postStart ?? {})}`);

const failing = (facts: Facts): Found[] =>
  failingRuns(facts, 'hook').map(({ view, end, restarts }) => {
    const [event] = containerEvents(facts, view.ref, view.name, 'FailedPostStartHook');
    const waiting = view.status?.state?.waiting;
    const told = waiting?.reason === 'PostStartHookError' ? (waiting.message ?? '') : '';
    const how = hookFailure(told) ?? hookFailure(event?.message ?? '');
    const killed = end.exitCode === 0 ? '' : `exit code ${end.exitCode ?? '?'} is a consequence; `;
    return {
      severity: 'critical',
      confidence: 'certain',
      object: view.ref,
      summary: `The postStart hook of ${containerTitle(view)} fails${how === null ? '' : ` (${how})`}, and the kubelet kills the container (${killed}${counted(restarts, 'restart')})`,
      brief: `The postStart hook of ${containerTitle(view)} fails${how === null ? '' : ` (${how})`}`,
      evidence: [
        ...(event === undefined ? [] : [eventEvidence(view.ref, event)]),
        ...(told === '' ? [] : [statusEvidence(view.ref, `${view.name}: PostStartHookError: ${told}`)]),
        hookEvidence(view),
        statusEvidence(
          view.ref,
          `${view.name}: exit code ${end.exitCode ?? '?'}, ${counted(restarts, 'restart')}`,
          end.finishedAt ?? null,
        ),
      ],
      remedies: [{ title: 'Mend the command of the hook, or remove it', command: null, action: null }],
      fingerprint: `${familyOf(view.pod)} ${view.name}`,
    };
  });

/**
 * While a postStart hook runs, the kubelet does nothing else for the pod: it looks as if the container were being created,
 * though it was started long ago.
 */
const hanging = (facts: Facts): Found[] =>
  liveContainers(facts).flatMap((view): Found[] => {
    const hook = view.spec?.lifecycle?.postStart;
    const waits = view.status?.state?.waiting?.reason;
    const creating = waits === 'ContainerCreating' || waits === 'PodInitializing';
    const running = view.status?.state?.running !== undefined && view.status.started !== true;
    if (hook === undefined || !(creating || (running && view.spec?.startupProbe === undefined))) return [];
    const [event] = containerEvents(facts, view.ref, view.name, 'Started', 'Killing', 'FailedPostStartHook');
    const at = event?.reason === 'Started' ? (event.lastTimestamp ?? event.eventTime ?? null) : null;
    const ranMs = Date.parse(facts.now) - Date.parse(at ?? '');
    if (event === undefined || !(ranMs > youthMs)) return [];
    return [
      {
        severity: 'critical',
        confidence: 'likely',
        object: view.ref,
        summary: `The postStart hook of ${containerTitle(view)} has not ended for ${span(ranMs)}: until it does the pod does not become ready`,
        evidence: [
          eventEvidence(view.ref, event),
          statusEvidence(view.ref, `${view.name}: ${creating ? (waits ?? '') : 'running'}, started: false`),
          hookEvidence(view),
        ],
        remedies: [
          {
            title: 'Provide what the hook waits for, or give its command a time limit',
            command: null,
            action: null,
          },
        ],
        fingerprint: `${familyOf(view.pod)} ${view.name} hangs`,
      },
    ];
  });

export const hookFailed: Cause = {
  id: 'hook-failed',
  title: 'postStart hook fails or does not end',
  rulesOut: 'container start',
  signal:
    'FailedPostStartHook events stand beside the restarts: the kubelet kills a container whose postStart hook fails, so its exit code 137 or 143 is a consequence. Or a container with a postStart hook was started more than two minutes ago, and its status still says it is being created.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) => [...failing(facts), ...hanging(facts)],
};

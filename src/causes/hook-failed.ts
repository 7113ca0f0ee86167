import { counted } from '../facts/counts.ts';
import { containerEvents, eventEvidence } from '../facts/events.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { failingRuns } from '../facts/exits.ts';
import { containerTitle, familyOf } from '../facts/pods.ts';
import type { Cause } from './cause.ts';

export const hookFailed: Cause = {
  id: 'hook-failed',
  title: 'postStart hook fails',
  rulesOut: 'lifecycle hooks',
  signal:
    'FailedPostStartHook events stand beside the restarts: the kubelet kills a container whose postStart hook fails, so its exit code 137 or 143 is a consequence.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    failingRuns(facts, 'hook').map(({ view, end, restarts }) => {
      const event = containerEvents(facts, view.ref, view.name, 'FailedPostStartHook')[0];
      const hook = view.spec?.lifecycle?.postStart;
      const command = hook?.exec?.command?.join(' ');
      return {
        severity: 'critical',
        confidence: 'certain',
        object: view.ref,
        summary: `The postStart hook of ${containerTitle(view)} fails, and the kubelet kills the container (exit code ${end.exitCode ?? '?'} is a consequence; ${counted(restarts, 'restart')})`,
        evidence: [
          ...(event === undefined ? [] : [eventEvidence(view.ref, event)]),
          specEvidence(view.ref, `${view.name}: postStart: ${command ?? JSON.stringify(hook ?? {})}`),
          statusEvidence(
            view.ref,
            `${view.name}: exit code ${end.exitCode ?? '?'}, ${counted(restarts, 'restart')}`,
            end.finishedAt ?? null,
          ),
        ],
        remedies: [{ title: 'Mend the command of the hook, or remove it', command: null, action: null }],
        fingerprint: `${familyOf(view.pod)} ${view.name}`,
      };
    }),
};

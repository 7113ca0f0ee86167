import { counted } from '../facts/counts.ts';
import { statusEvidence, specEvidence } from '../facts/evidence.ts';
import { failingRuns } from '../facts/exits.ts';
import { containerTitle, familyOf } from '../facts/pods.ts';
import type { Cause } from './cause.ts';

/** How long a run lasted, in words; null where the times are missing. */
const lifetime = (start: string | undefined, end: string | undefined): string | null => {
  const seconds = (Date.parse(end ?? '') - Date.parse(start ?? '')) / 1000;
  return Number.isNaN(seconds) || seconds < 0
    ? null
    : seconds < 120
      ? `${Math.round(seconds)} s`
      : `${Math.round(seconds / 60)} min`;
};

export const oomKilled: Cause = {
  id: 'oom-killed',
  title: 'Container went over its memory limit',
  rulesOut: 'memory',
  signal:
    'The run that ended has reason OOMKilled. With a limit of its own it went over that; without one the node ran out of memory.',
  looksAt: ['Pod'],
  about: ['Pod'],
  look: (facts) =>
    failingRuns(facts, 'oom').map(({ view, end, restarts }) => {
      const limit = view.spec?.resources?.limits?.memory;
      const lasted = lifetime(end.startedAt, end.finishedAt);
      return {
        severity: 'critical',
        confidence: 'certain',
        object: view.ref,
        summary:
          limit === undefined
            ? `OOMKilled: ${containerTitle(view)} has no memory limit and was killed when memory of the node or pod ran out`
            : `OOMKilled: ${containerTitle(view)} went over its own memory limit of ${limit}`,
        evidence: [
          statusEvidence(
            view.ref,
            `${view.name}: OOMKilled, exit code ${end.exitCode ?? '?'}${lasted === null ? '' : `, ${lasted} after its start`}, ${counted(restarts, 'restart')}`,
            end.finishedAt ?? null,
          ),
          specEvidence(
            view.ref,
            `${view.name}: memory request ${view.spec?.resources?.requests?.memory ?? 'none'}, limit ${limit ?? 'none'}`,
          ),
        ],
        remedies: [
          {
            title:
              limit === undefined
                ? 'Set a memory request and limit'
                : `Raise the memory limit above ${limit}, or make the process use less`,
            command: null,
            action: null,
          },
        ],
        fingerprint: `${familyOf(view.pod)} ${view.name}`,
      };
    }),
};

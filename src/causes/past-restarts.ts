import { counted } from '../facts/counts.ts';
import { span } from '../facts/durations.ts';
import { logEvidence, statusEvidence } from '../facts/evidence.ts';
import { exitMeaning, isRecovered } from '../facts/exits.ts';
import { complaintsIn } from '../facts/log-lines.ts';
import { containerTitle, familyOf, isReady, liveContainers, logOf } from '../facts/pods.ts';
import { capital } from '../facts/sentences.ts';
import type { Cause } from './cause.ts';

/** Fewer restarts happen to everything once; older ones nobody asks about. */
const worthTelling = 3;
const recentMs = 24 * 60 * 60 * 1000;

export const pastRestarts: Cause = {
  id: 'past-restarts',
  title: 'Container was restarted and is well since',
  rulesOut: 'crashes and restarts',
  signal:
    'A container of a ready pod was restarted three times or more, the last time within a day, and has run since: it was unwell, it is not. Only mentioned.',
  looksAt: ['Pod', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    liveContainers(facts).flatMap((view) => {
      const { restartCount = 0, state, lastState } = view.status ?? {};
      const end = lastState?.terminated;
      const at = end?.finishedAt;
      // Without a time it is not known to be long ago.
      const agoMs = at === undefined ? null : Date.parse(facts.now) - Date.parse(at);
      if (
        end === undefined ||
        view.role === 'init' ||
        restartCount < worthTelling ||
        !(agoMs === null || agoMs < recentMs) ||
        !isReady(view.pod) ||
        !(agoMs === null ? state?.running !== undefined : isRecovered(facts, view))
      )
        return [];
      const log = logOf(facts, view);
      const said = log?.previous === true ? complaintsIn(log.lines, 1) : [];
      return [
        {
          severity: 'info' as const,
          confidence: 'certain' as const,
          object: view.ref,
          summary: `${capital(containerTitle(view))} was restarted ${counted(restartCount, 'time')}, the last time ${agoMs === null ? 'after its end' : `${span(agoMs)} ago`} (exit code ${end.exitCode ?? '?'}, ${exitMeaning(end)}), and runs well since`,
          evidence: [
            statusEvidence(
              view.ref,
              `${view.name}: last run ended with exit code ${end.exitCode ?? '?'}, reason ${end.reason ?? 'none'}; running since ${state?.running?.startedAt ?? '?'}`,
              end.finishedAt ?? null,
            ),
            ...(log === undefined ? [] : said.map(({ text }) => logEvidence(view, log, text))),
          ],
          remedies: [],
          fingerprint: `${familyOf(view.pod)} ${view.name}`,
        },
      ];
    }),
};

import { awaitedJob } from '../facts/awaited-jobs.ts';
import { logEvidence, statusEvidence } from '../facts/evidence.ts';
import { isExplained } from '../facts/explained.ts';
import { headlineOf } from '../facts/log-lines.ts';
import { familyOf, liveContainers, logOf, youthMs } from '../facts/pods.ts';
import type { Cause } from './cause.ts';

export const initWaiting: Cause = {
  id: 'init-waiting',
  title: 'Init container does not finish',
  rulesOut: 'init containers',
  signal:
    'An init container (not a sidecar) runs for more than two minutes and the containers of the pod have not started; its last line says what it waits for. A Job that its command, its last line or its name tells and that has not completed is the root.',
  looksAt: ['Pod', 'Job', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    liveContainers(facts).flatMap((view) => {
      const started = view.status?.state?.running?.startedAt;
      const runsMs = Date.parse(facts.now) - Date.parse(started ?? '');
      if (view.role !== 'init' || started === undefined || !(runsMs > youthMs)) return [];
      if (isExplained(facts, view)) return [];
      const log = logOf(facts, view);
      const text = log?.lines.at(-1);
      const job = awaitedJob(facts, view);
      const last = text === undefined ? '' : `; its last line: ${headlineOf(text)}`;
      const why = job === null ? last : `: ${job.words}`;
      return [
        {
          severity: 'critical',
          confidence: 'likely',
          object: view.ref,
          summary: `Init container ${view.name} has not finished for ${Math.round(runsMs / 60_000)} min${why}`,
          effect: `init container ${view.name} does not finish`,
          evidence: [
            ...(log === undefined ? [] : log.lines.slice(-2).map((line) => logEvidence(view, log, line))),
            statusEvidence(
              view.ref,
              `init container ${view.name}: running; not started: ${(view.pod.spec?.containers ?? []).map(({ name }) => name).join(', ')}`,
              started,
            ),
          ],
          remedies: job === null ? [{ title: 'Provide what it waits for', command: null, action: null }] : [],
          follows: job?.follows ?? [],
          fingerprint: `${familyOf(view.pod)} ${view.name}`,
        },
      ];
    }),
};

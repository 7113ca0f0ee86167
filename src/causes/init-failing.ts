import { awaitedJob } from '../facts/awaited-jobs.ts';
import { counted } from '../facts/counts.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { exitMeaning, failingRuns } from '../facts/exits.ts';
import { isExplained } from '../facts/explained.ts';
import { kubectl } from '../facts/kubectl.ts';
import { lastWords } from '../facts/last-words.ts';
import { familyOf, liveContainers } from '../facts/pods.ts';
import type { Cause } from './cause.ts';

export const initFailing: Cause = {
  id: 'init-failing',
  title: 'Init container fails',
  rulesOut: 'init containers',
  signal:
    'An init container ended with an exit code other than 0 and runs again; the containers of the pod have not started. A Job that its command, its last line or its name tells and that has not completed is the root.',
  looksAt: ['Pod', 'Job', 'Event', 'logs'],
  about: ['Pod'],
  shows: (facts) => [
    ...liveContainers(facts).flatMap(({ role, ref, status }) =>
      role === 'init' && status?.state?.running !== undefined ? [ref] : [],
    ),
    ...failingRuns(facts, 'crash', 'exec', 'oom', 'lost').flatMap(({ view }) =>
      view.role === 'init' ? [view.ref] : [],
    ),
  ],
  look: (facts) =>
    failingRuns(facts, 'crash')
      .filter(({ view }) => view.role === 'init' && !isExplained(facts, view))
      .map(({ view, end, restarts }) => {
        const { line, evidence } = lastWords(facts, view);
        const inits = view.pod.spec?.initContainers ?? [];
        const job = awaitedJob(facts, view);
        const why = job === null ? line : job.words;
        const waiting = (view.pod.spec?.containers ?? []).map(({ name }) => name).join(', ');
        return {
          severity: 'critical',
          confidence: job === null ? 'certain' : 'likely',
          object: view.ref,
          summary: `Init container ${view.name} fails with exit code ${end.exitCode ?? '?'}${why === null ? '' : `: ${why}`}`,
          ...(job === null ? {} : { effect: `init container ${view.name} fails` }),
          follows: job?.follows ?? [],
          evidence: [
            ...evidence,
            statusEvidence(
              view.ref,
              `init container ${inits.findIndex(({ name }) => name === view.name) + 1} of ${inits.length}, ${view.name}: exit code ${end.exitCode ?? '?'} (${exitMeaning(end)}), ${counted(restarts, 'restart')}; not started: ${waiting}`,
              end.finishedAt ?? null,
            ),
          ],
          remedies: [
            {
              title: 'Read its whole log',
              command: kubectl(view.ref.namespace, 'logs', view.ref.name, '-c', view.name),
              action: null,
            },
          ],
          fingerprint: `${familyOf(view.pod)} ${view.name} ${end.exitCode ?? ''}`,
        };
      }),
};
